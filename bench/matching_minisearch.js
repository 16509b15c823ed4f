// minisearch, a search engine in JavaScript, as a program of the bench (bench/matching_protocol.py).
const readline = require("readline");
const fs = require("fs");
const MiniSearch = require("minisearch");

const STOP_WORDS = new Set(("a an and are at by do does for from has have how in is it of on or " +
  "the to was what when who").split(" "));

const plain = (text) =>
  (text.normalize("NFKD").replace(/[\u0300-\u036f’'`ʿʾ‘]/g, "").toLowerCase().match(/[a-z0-9]+/g) || []).join(" ");

const contentWords = (text) => {
  const words = plain(text).split(" ");
  const kept = words.filter((word) => !STOP_WORDS.has(word));
  return (kept.length ? kept : words).join(" ");
};

const asDocument = (line) => ({
  id: line.id,
  names: plain(line.entities.flatMap((each) => [each.name, ...each.aliases]).join(" ")),
  text: plain(line.text),
  topics: plain([...line.places, ...line.topics].join(" ")),
});

const index = new MiniSearch({ fields: ["names", "text", "topics"], tokenize: (text) => text.split(" ") });

async function load(path) {
  for await (const line of readline.createInterface({ input: fs.createReadStream(path) })) {
    index.add(asDocument(JSON.parse(line)));
  }
  return { ok: true, n: index.documentCount };
}

function ask(text, limit) {
  const options = { boost: { names: 2, topics: 1.5 }, fuzzy: (word) => (word.length > 3 ? 0.2 : false) };
  const found = index.search(contentWords(text), options).slice(0, limit);
  return { hits: found.map(({ id, score }) => ({ id, score })) };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    const reply = asked.op === "load" ? await load(asked.facts) : ask(asked.q, asked.k);
    process.stdout.write(JSON.stringify(reply) + "\n");
  }
})();
