// A report says which claim it is about, and can be copied; paper says when it was printed.
const report = document.getElementById("report-this");
const day = document.querySelector(".imprint__date");

if (report) {
  const text = report.querySelector("textarea");
  const form = report.querySelector(".report__form");
  const mail = report.querySelector(".report__mail");
  const copy = report.querySelector(".report__copy");
  const page = text.value;

  // The page's lines, and the claim's below them. `link` stands in the claim's row.
  function about(link) {
    const row = link.closest("tr");
    const label = row.querySelector(".claims__label a");
    const value = row.querySelector(".claims__value");
    return `${page}\n${label.textContent}: ${value.textContent}\n${label.href}`;
  }

  function fillIn(where) {
    text.value = where;
    for (const [link, field] of [[form, "where"], [mail, "body"]]) {
      if (!link) continue;
      const [address, query] = link.getAttribute("href").split("?");
      const others = query.split("&").filter((part) => !part.startsWith(`${field}=`));
      link.href = `${address}?${[...others, `${field}=${encodeURIComponent(where)}`].join("&")}`;
    }
  }

  for (const link of document.querySelectorAll("a[data-report]")) {
    link.addEventListener("click", (event) => {
      fillIn(about(link));
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (form || mail) return location.assign((form || mail).href);
      report.querySelector("details").open = true;
      report.scrollIntoView();
      text.focus({ preventScroll: true });
      text.select();
    });
  }

  copy.hidden = false;
  copy.addEventListener("click", async () => {
    text.select();
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(text.value).then(() => true, () => false)
      : document.execCommand("copy");
    if (done) copy.textContent = copy.dataset.done;
  });
}

if (day) {
  addEventListener("beforeprint", () => {
    const today = new Date().toLocaleDateString(day.lang, { year: "numeric", month: "long", day: "numeric" });
    day.textContent = ` · ${day.dataset.words} ${today}`;
  });
}
