// Builds the page's scripts and styles into the package, so that those who install it need no Node.
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const out = "../src/wirebook/outputs/web/static";
const libraries = ["d3-array", "d3-color", "d3-dispatch", "d3-drag", "d3-ease", "d3-geo", "d3-interpolate", "d3-selection",
  "d3-timer", "d3-transition", "d3-zoom", "internmap", "topojson-client", "uplot"];

await build({
  entryPoints: { page: "src/page.ts" },
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  outdir: out,
  logLevel: "warning",
});
const css = readFileSync("node_modules/uplot/dist/uPlot.min.css", "utf8") + readFileSync("src/page.css", "utf8");
writeFileSync(`${out}/page.css`, css);
copyFileSync("src/icon.svg", `${out}/icon.svg`);
copyFileSync("node_modules/world-atlas/countries-50m.json", `${out}/world.json`);
const licences = libraries.map((name) => {
  const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${name} ${about.version} (${about.license})\n\n${text}\n`;
});
licences.push("world.json: Natural Earth 4.1, in the public domain, as prepared by world-atlas 2.0.2 (ISC).\n");
writeFileSync(`${out}/LICENSES.txt`, licences.join("\n----------------------------------------\n\n"));
const digests = ["LICENSES.txt", "icon.svg", "page.css", "page.js", "world.json"].map(
  (name) => `${createHash("sha256").update(readFileSync(`${out}/${name}`)).digest("hex")}  ${name}`,
);
writeFileSync(`${out}/SHA256SUMS`, `${digests.join("\n")}\n`);
// What this was built from: a test tells when a source has changed since.
const sources = [...readdirSync("src").map((name) => `src/${name}`), "package-lock.json"].sort().map(
  (path) => `${createHash("sha256").update(readFileSync(path)).digest("hex")}  ${path.replace("src/", "")}`,
);
writeFileSync("SOURCES", `${sources.join("\n")}\n`);
