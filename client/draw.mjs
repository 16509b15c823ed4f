// Draws the bot's replies as Slack shows them: reads {name: {blocks, at}} as JSON, with a title where it is a
// modal, and writes one page of HTML in which each is an element that has its name for an id.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createElement as element } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

const installed = createRequire(import.meta.url);
const content = (name) => readFileSync(installed.resolve(name));
const dataUrl = (type, name) => `data:${type};base64,${content(name).toString("base64")}`;

const lato = [400, 700, 900].map((weight) => {
  const url = dataUrl("font/woff2", `@fontsource/lato/files/lato-latin-${weight}-normal.woff2`);
  return `@font-face { font-family: Lato; font-weight: ${weight}; src: url(${url}) format("woff2"); }`;
});
const style = [content("slack-blocks-to-jsx/dist/style.css"), ...lato, content("./draw.css")].join("\n");
const bot = { name: "Footnote", logo: dataUrl("image/svg+xml", "./logo.svg"), theme: "light" };
// Slack tells a date by its reader's clock. A picture has no reader: it tells what is there for want of one.
const hooks = { date: ({ fallback }) => element("span", null, fallback) };

const drawn = (blocks, more) => element(Message, { blocks, hooks, ...bot, ...more });

const message = (id, { blocks, at }) =>
  element("div", { key: id, id, className: "message" }, drawn(blocks, { time: new Date(at) }));

const modal = (id, { blocks, title, close, submit }) =>
  element(
    "div",
    { key: id, id, className: "modal" },
    element("div", { className: "title" }, title.text, element("span", null, "✕")),
    drawn(blocks, { withoutWrapper: true }),
    element(
      "div",
      { className: "foot" },
      close && element("span", null, close.text),
      submit && element("span", { className: "submit" }, submit.text),
    ),
  );

const replies = Object.entries(JSON.parse(readFileSync(0, "utf8")));
const page = element(
  "html",
  { lang: "en" },
  element("meta", { charSet: "utf-8" }),
  element("style", { dangerouslySetInnerHTML: { __html: style } }),
  element("body", null, replies.map(([id, reply]) => (reply.title ? modal : message)(id, reply))),
);
process.stdout.write(`<!doctype html>${renderToStaticMarkup(page)}`);
