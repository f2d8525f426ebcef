// What readers ask in other words than a record uses. Each line is one matter, in both
// languages; none of it belongs to a subject.
const MATTERS = `
paid pay payment spent disbursed handed-over delivered 付 支付 付款 付钱 付清 到账 到位 拨付 兑现 给钱 落实
disputed dispute disputes contested contest contradicted disagree disagrees differ differs challenged 不一 争议 质疑 反驳 不同 分歧
cite cites citing citation quote reference 引用 引证 引文
licence licences license licensing copyright reuse 许可 版权 授权 转载
mistake mistakes error errors wrong incorrect complain complaint report contact 联系 错误 出错 有错 有误 意见 报错 纠错 指出 弄错
correction corrections corrected 更正 改正
download downloads spreadsheet excel csv json api dataset 下载 表格 接口 数据
rss atom feed feeds subscribe subscription newsletter 订阅
bought buy buys purchase purchased purchases procure procured procurement 采购 购买 买
praised praise commended commendation commendations award recognised 肯定 表扬 表彰 称赞
confirmed verified verify proof proven 证实 核实 印证
donate donated donation donations gave gift grant 捐赠 捐款 捐助 捐给
speech talk address lecture 演讲 讲话 发言
established set-up founded launched 成立 设立 创立
unknown unclear unanswered 未知 不详 不明
reliable reliability trustworthy credible true truth 可靠 可信 属实 真实 真假
level levels grade grades rating 等级 级别 程度
ai artificial-intelligence 人工智能
contribute contributing edit help participate 参与 编辑 投稿
`;

const HAN = /[\u3400-\u9fff]/;

// Asked word (stemmed if Latin) -> the other words of its matter.
export function thesaurus(stem) {
  const found = new Map();
  for (const line of MATTERS.trim().split("\n")) {
    const all = [...new Set(line.split(" ").map((word) => (HAN.test(word) ? word : stem(word))))];
    // Han are compared by pairs: of a longer word its last one, a single one is too common.
    const forms = all.filter((word) => word.length > 1).map((word) => (HAN.test(word) ? word.slice(-2) : word));
    for (const word of all) found.set(word, forms.filter((form) => form !== word));
  }
  return found;
}
