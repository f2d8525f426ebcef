// How Chinese characters sound: yunze is 云泽, and so is 云择.
//
//   const { learnNames, spelt, heard } = sounds("yun云匀 ze泽择");   // what spellings.py wrote
//   spelt("云泽河")    // yunzehe and yzh, zehe
//   heard("云择书舟")   // 云泽书舟, if that is among the names learnt
const LONGEST = 20; // characters of a query that are compared
const GAP = 3; // characters left out at most between two of an abbreviation: 世卫组织

export function sounds(table) {
  const syllables = new Map();
  const heads = new Map(); // a character -> the first of those that sound like it
  const firsts = new Map();
  for (const group of table.split(" ").filter(Boolean)) {
    const [, syllable, characters] = group.match(/^([a-z]+)(.+)$/);
    // Many readers do not tell zh from z nor ang from an.
    const near = syllable.replace(/^([zcs])h/, "$1").replace(/([aei]n)g$/, "$1");
    if (!firsts.has(near)) firsts.set(near, characters[0]);
    for (const character of characters) {
      syllables.set(character, syllable);
      heads.set(character, firsts.get(near));
    }
  }
  const sound = (text) => text.replace(/[\u3400-\u9fff]/g, (character) => heads.get(character) || character);
  let written = "\n"; // the names, one a line
  let spoken = "\n";

  function learnNames(names) {
    written = `\n${[...new Set(names)].join("\n")}\n`;
    spoken = sound(written);
  }

  // The pinyin of a run of characters and its initials, from every syllable on.
  function spelt(run) {
    const read = [...run].map((character) => syllables.get(character) || character);
    return read.slice(0, -1).map((_, at) => {
      const left = read.slice(at);
      return { text: left.join(""), initials: left.length > 2 ? left.map((syllable) => syllable[0]).join("") : "" };
    });
  }

  // A run with those parts replaced that are no name but sound like one, the longest first.
  function heard(run) {
    if (run.length > LONGEST) return run;
    for (let length = run.length; length > 1; length -= 1) {
      for (let from = 0; from + length <= run.length; from += 1) {
        const part = run.slice(from, from + length);
        const short = part.length > 3 || (part === run && part.length > 2) ? abbreviated : () => "";
        const name = written.includes(part) ? part : meant(part) || short(part);
        if (name) return heard(run.slice(0, from)) + name + heard(run.slice(from + length));
      }
    }
    return run;
  }

  // Of two characters a name must end with them; one at least is always right.
  function meant(part) {
    const said = part.length > 2 ? sound(part) : `${sound(part)}\n`;
    for (let at = spoken.indexOf(said); at >= 0; at = spoken.indexOf(said, at + 1)) {
      const name = written.slice(at, at + part.length);
      if ([...name].some((character, place) => character === part[place])) return name;
    }
    return "";
  }

  function abbreviated(part) {
    const pattern = [...part].join(`[\u3400-\u9fff]{0,${GAP}}`);
    const found = written.match(pattern);
    return found ? found[0] : "";
  }

  return { learnNames, spelt, heard };
}
