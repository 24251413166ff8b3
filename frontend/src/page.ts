// The page works without this script; with it charts and the map are drawn, keys decide, and news is told.
import { drawLines, drawSteps } from "./charts";
import { drawMap } from "./map";

/** The JSON that stands inside an element. */
export function told<T>(element: Element): T {
  return JSON.parse(element.querySelector('script[type="application/json"]')?.textContent ?? "null") as T;
}

function charts(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]")) {
    if (figure.dataset["chart"] === "lines") drawLines(figure, told(figure));
    else drawSteps(figure, told(figure));
  }
}

/** Keys: a letter presses the button or link that names it, but not while somebody writes. */
function keys(): void {
  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (at.matches("input, textarea, select")) {
      if (event.key === "Escape") at.blur();
      return;
    }
    if (event.key === "c") {
      const field = document.querySelector<HTMLInputElement>("#set_number");
      if (field) {
        event.preventDefault();
        field.focus();
        field.select();
      }
      return;
    }
    const pressed = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
    if (pressed) {
      event.preventDefault();
      const author = document.querySelector<HTMLInputElement>("#author");
      if (author && !author.value && pressed instanceof HTMLButtonElement) author.focus();
      else pressed.click();
    }
  });
  // Enter in a field of a correction corrects; the first button would accept.
  for (const field of document.querySelectorAll<HTMLInputElement>("#review fieldset input")) {
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        document.querySelector<HTMLButtonElement>('#review [data-key="enter"]')?.click();
      }
    });
  }
}

/** Moments with a zone are shown in the reader's, with the original beside them. */
function times(): void {
  const shown = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const written = time.dateTime;
    if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(written)) continue;
    const moment = new Date(written);
    if (Number.isNaN(moment.getTime())) continue;
    time.textContent = shown.format(moment);
    const original = document.createElement("span");
    original.className = "quiet";
    original.textContent = ` (${written.replace("T", " ")})`;
    time.after(original);
  }
}

/** A claim in the text and its row light up together. */
function both(): void {
  const light = (key: string | undefined, on: boolean): void => {
    if (!key) return;
    for (const one of document.querySelectorAll(`[data-claims~="${CSS.escape(key)}"], [data-claim="${CSS.escape(key)}"]`))
      one.classList.toggle("lit", on);
  };
  for (const row of document.querySelectorAll<HTMLElement>("[data-claim], [data-claims]")) {
    const claims = (row.dataset["claim"] ?? row.dataset["claims"] ?? "").split(" ");
    row.addEventListener("mouseenter", () => claims.forEach((key) => light(key, true)));
    row.addEventListener("mouseleave", () => claims.forEach((key) => light(key, false)));
  }
}

/** A file or a text that is dropped on the field goes into it. */
function drops(): void {
  const area = document.querySelector<HTMLTextAreaElement>("#report");
  const input = document.querySelector<HTMLInputElement>("#file");
  if (!area || !input) return;
  area.addEventListener("dragover", (event) => event.preventDefault());
  area.addEventListener("drop", (event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    input.files = files;
    area.form?.requestSubmit();
  });
}

/** Words that are selected in a report are those of the claim that was missed; offsets count whole characters. */
function selects(): void {
  const text = document.querySelector<HTMLElement>("#text");
  const form = document.querySelector<HTMLFormElement>("#missed form");
  if (!text || !form) return;
  const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const fill = (words: string, start: string, end: string): void => {
    field("words").value = words;
    field("start").value = start;
    field("end").value = end;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const whole = range.toString();
    const words = whole.trim();
    if (!words) return;
    const start = [...before.toString()].length + [...whole].length - [...whole.trimStart()].length;
    fill(words, String(start), String(start + [...words].length));
  });
  // Who writes other words means those, wherever they stand.
  field("words").addEventListener("input", () => fill(field("words").value, "", ""));
}

/** While reports come in, the page says so. */
function live(): void {
  const line = document.querySelector<HTMLElement>("#live");
  if (!line || location.pathname !== "/") return;
  let more = 0;
  const source = new EventSource("/api/v1/events");
  source.addEventListener("head", (event) => {
    more += (JSON.parse((event as MessageEvent<string>).data) as { new: number }).new;
    line.textContent = `${more} new ${more === 1 ? "line" : "lines"} in the books. `;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Show them";
    line.append(link);
    line.hidden = false;
  });
  addEventListener("pagehide", () => source.close());
}

charts();
keys();
times();
both();
drops();
selects();
live();
const map = document.querySelector<HTMLElement>("#map");
if (map) void drawMap(map, told(map));
