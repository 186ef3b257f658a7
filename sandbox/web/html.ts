/** Text that is HTML and needs no escaping. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | boolean | null | undefined | Html | Part[];

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join("");
  if (part === null || part === undefined || typeof part === "boolean") return "";
  return escaped(String(part));
}

/** A template that escapes its values, except those of type `Html`. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((text, index) => text + render(parts[index])).join(""));
}

const STYLE = `
:root { color-scheme: light; font: 15px/1.45 system-ui, sans-serif; color: #1d2433; background: #f4f5f7; }
body { margin: 0; }
header { background: #3b2f63; color: #fff; padding: .6rem 1.2rem; display: flex; gap: 1rem; align-items: center; }
header a { color: #fff; }
header strong { background: #ffd35c; color: #2b2147; padding: .1rem .5rem; border-radius: .2rem; }
main { max-width: 68rem; margin: 1.2rem auto; padding: 0 1.2rem; }
section { background: #fff; border: 1px solid #d9dce3; border-radius: .4rem; padding: .8rem 1rem; margin: 0 0 1rem; }
h1 { font-size: 1.35rem; margin: 0 0 .8rem; } h2 { font-size: 1.05rem; margin: 0 0 .6rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid #e6e8ee; vertical-align: top; }
th { font-weight: 600; color: #4a5266; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
label { display: block; margin: 0 0 .5rem; } label span { display: block; color: #4a5266; }
label.check span { display: inline; margin-left: .4rem; }
input:not([type=checkbox]), select, textarea { font: inherit; width: 100%; box-sizing: border-box; padding: .35rem .5rem; border: 1px solid #9aa1b2; border-radius: .25rem; background: #fff; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0 1rem; }
.line { display: grid; grid-template-columns: 1fr 7rem; gap: 0 1rem; }
button, .button { font: inherit; display: inline-block; padding: .4rem .9rem; border: 1px solid #3b2f63; border-radius: .25rem; background: #3b2f63; color: #fff; cursor: pointer; text-decoration: none; }
button.quiet, .button.quiet { background: #fff; color: #3b2f63; } button.danger { background: #a3262a; border-color: #a3262a; }
button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, a:focus-visible { outline: 3px solid #f0a400; outline-offset: 1px; }
.badge { display: inline-block; padding: 0 .45rem; border-radius: .8rem; background: #e8e5f2; color: #2b2147; white-space: nowrap; }
.error { border-color: #a3262a; background: #fdeeee; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; } dt { color: #4a5266; } dd { margin: 0; overflow-wrap: anywhere; }
`;

/** A complete page. */
export function page(title: string, body: Html, crumbs: Html = html``): string {
  const whole = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox</title><style>${new Html(STYLE)}</style></head>
<body><header><strong>Sandbox</strong><nav aria-label="Breadcrumb"><a href="/">Shops</a>${crumbs}</nav></header>
<main><h1>${title}</h1>${body}</main></body></html>`;
  return whole.text;
}

/** An error message, or nothing. */
export function alert(message: string | null): Html {
  return message ? html`<section class="error" role="alert">${message}</section>` : html``;
}

interface FieldOptions {
  value?: string | number | null;
  type?: string;
  required?: boolean;
  min?: number;
  max?: number;
}

/** An input with a label. */
export function field(label: string, name: string, options: FieldOptions = {}): Html {
  const limits = [
    options.min === undefined ? html`` : html` min="${options.min}"`,
    options.max === undefined ? html`` : html` max="${options.max}"`,
  ];
  return html`<label><span>${label}</span><input name="${name}" type="${options.type ?? "text"}" value="${options.value ?? ""}"${limits}${options.required ? html` required` : ""}></label>`;
}

export function area(label: string, name: string, value: string | null): Html {
  return html`<label><span>${label}</span><textarea name="${name}" rows="3">${value ?? ""}</textarea></label>`;
}

export function check(label: string, name: string, checked: boolean): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="yes"${checked ? html` checked` : ""}><span>${label}</span></label>`;
}

export function select(
  label: string,
  name: string,
  choices: [value: string, text: string][],
  chosen: string,
): Html {
  return html`<label><span>${label}</span><select name="${name}">${choices.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${text}</option>`)}</select></label>`;
}

export function badge(text: string | null): Html {
  return html`<span class="badge">${text ?? "no status"}</span>`;
}
