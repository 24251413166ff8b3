// Series as uPlot draws them: lines that break where nobody said anything, steps, bands.
import uPlot from "uplot";

interface Line {
  name: string;
  values: (number | null)[];
  /** The address that each point opens. */
  opens?: (string | null)[];
}
export interface Lines {
  x: number[];
  lines: Line[];
  breaks: number[];
}
export interface Steps {
  x: number[];
  lines: Line[];
  band: [number, number] | null;
}

const HEIGHT = 260;
const SHADES = 8;
const DAY = 86400;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function axes(): uPlot.Axis[] {
  const stroke = colour("--ink");
  const grid = { stroke: colour("--rule"), width: 1 };
  const days = [1, 2, 7, 14, 31, 91, 182, 365, 730].map((count) => count * DAY);
  return [
    { stroke, grid, incrs: days, space: 100, values: (_: uPlot, at: number[]) => at.map(iso) },
    { stroke, grid, size: 70 },
  ];
}

/** From nought, so that heights can be compared; a day more on either side. */
function scales(x: number[], lines: Line[], ends: number[] = []): uPlot.Scales {
  const most = Math.max(1, ...ends, ...lines.flatMap((line) => line.values.filter((value): value is number => value !== null)));
  return { x: { range: [x[0]! - DAY, x[x.length - 1]! + DAY] }, y: { range: [0, most * 1.08] } };
}

/** A click opens the claim of the nearest point; the table beside a chart has the same links for the keyboard. */
function opens(plot: uPlot, lines: Line[]): void {
  const nearest = (): string | undefined => {
    const { idx, top } = plot.cursor;
    if (idx === null || idx === undefined || top === undefined) return undefined;
    const near = lines
      .map((line) => ({ address: line.opens?.[idx], value: line.values[idx] }))
      .filter((one): one is { address: string; value: number } => !!one.address && typeof one.value === "number")
      .map((one) => ({ address: one.address, far: Math.abs(plot.valToPos(one.value, "y") - top) }))
      .sort((one, other) => one.far - other.far)[0];
    return near && near.far < 40 ? near.address : undefined;
  };
  plot.over.addEventListener("mousemove", () => plot.over.classList.toggle("opens", nearest() !== undefined));
  plot.over.addEventListener("click", () => {
    const address = nearest();
    if (address) location.assign(address);
  });
}

function draw(figure: HTMLElement, x: number[], lines: Line[], height: number, more: Partial<uPlot.Options>, path?: uPlot.Series.PathBuilder): void {
  const series: uPlot.Series[] = lines.map((line, number) => ({
    label: line.name,
    stroke: colour(`--shade${number % SHADES}`),
    width: 2,
    spanGaps: false,
    points: { show: x.length < 60 },
    ...(path ? { paths: path } : {}),
  }));
  const options: uPlot.Options = {
    width: Math.max(figure.clientWidth, 280),
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), "Etc/UTC"),
    series: [{ label: "day", value: (_: uPlot, at: number | null) => (at === null ? "" : iso(at)) }, ...series],
    axes: axes(),
    padding: [null, 40, null, null], // room for half of the last day's name
    ...more,
  };
  const plot = new uPlot(options, [x, ...lines.map((line) => line.values)] as uPlot.AlignedData, figure);
  opens(plot, lines);
  new ResizeObserver(() => plot.setSize({ width: Math.max(figure.clientWidth, 280), height })).observe(figure);
}

/** Series by day; upright lines where a source begins to count otherwise. */
export function drawLines(figure: HTMLElement, told: Lines): void {
  if (!told.x.length) return;
  const mark = (plot: uPlot): void => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = colour("--broken");
    ctx.setLineDash([6, 4]);
    for (const at of told.breaks) {
      const across = plot.valToPos(at, "x", true);
      ctx.beginPath();
      ctx.moveTo(across, bbox.top);
      ctx.lineTo(across, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
  draw(figure, told.x, told.lines, HEIGHT, { hooks: { draw: [mark] }, scales: scales(told.x, told.lines) });
}

/** A fact's figures as they were said; what is disputed lies in a band. */
export function drawSteps(figure: HTMLElement, told: Steps): void {
  if (!told.x.length || !told.lines.length) return;
  const shade = (plot: uPlot): void => {
    if (!told.band) return;
    const { ctx, bbox } = plot;
    const [low, high] = told.band.map((value) => plot.valToPos(value, "y", true)) as [number, number];
    ctx.save();
    ctx.globalAlpha = 0.2;
    ctx.fillStyle = colour("--broken");
    ctx.fillRect(bbox.left, high, bbox.width, Math.max(low - high, 2));
    ctx.restore();
  };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const more = { hooks: { drawClear: [shade] }, scales: scales(told.x, told.lines, told.band ?? []) };
  draw(figure, told.x, told.lines, 180, more, stepped);
}
