// Places on Natural Earth's outlines: towns as filled circles, divisions and areas as rings, countries as shades.
import { geoEqualEarth, geoPath } from "d3-geo";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { feature } from "topojson-client";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

interface Place {
  place: string;
  admin1: string | null;
  country: string | null;
  precision: string;
  latitude: number;
  longitude: number;
  facts: number;
  claims: number;
  iso: number | null;
}

const WIDTH = 960;
const HEIGHT = 500;
const MOST = 200;

function words(place: Place): string {
  const where = [place.place, place.admin1, place.country].filter(Boolean).join(", ");
  return `${where}: ${place.facts} facts, ${place.claims} claims`;
}

export async function drawMap(figure: HTMLElement, places: Place[]): Promise<void> {
  const answer = await fetch(figure.dataset["world"]!);
  const world = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const lands = feature(world, world.objects.countries) as FeatureCollection<Geometry, { name: string }>;
  const projection = geoEqualEarth().fitExtent([[8, 8], [WIDTH - 8, HEIGHT - 8]], { type: "Sphere" });
  const path = geoPath(projection);
  const svg = select(figure)
    .insert("svg", "figcaption")
    .attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`)
    .attr("role", "group")
    .attr("aria-label", figure.getAttribute("aria-label"));
  const all = svg.append("g");
  const told = new Map(places.filter((one) => one.precision === "country").map((one) => [one.iso, one]));
  const most = Math.max(1, ...[...told.values()].map((one) => one.facts));
  all
    .append("g")
    .selectAll("path")
    .data(lands.features)
    .join("path")
    .attr("d", (land: Feature<Geometry, { name: string }>) => path(land))
    .attr("class", (land) => (told.has(Number(land.id)) ? "land told" : "land"))
    .attr("fill-opacity", (land) => {
      const one = told.get(Number(land.id));
      return one ? 0.25 + (0.6 * one.facts) / most : 1;
    })
    .append("title")
    .text((land) => {
      const one = told.get(Number(land.id));
      return one ? `${words(one)}, somewhere in the country` : land.properties.name;
    });
  const points = places.filter((one) => one.precision !== "country");
  const size = Math.sqrt(Math.max(1, ...points.map((one) => one.facts)));
  const radius = (one: Place): number => 2.5 + (9 * Math.sqrt(one.facts)) / size;
  const at = (one: Place): [number, number] => projection([one.longitude, one.latitude]) ?? [-99, -99];
  const marks = all
    .append("g")
    .selectAll<SVGAElement, Place>("a")
    .data(points)
    .join("a")
    .attr("href", (one) => `/facts?place=${encodeURIComponent(one.place)}`)
    .attr("tabindex", -1);
  const circles = marks
    .append("circle")
    .attr("class", (one) => (one.precision === "town" ? "town" : "ring"))
    .attr("cx", (one) => at(one)[0])
    .attr("cy", (one) => at(one)[1]);
  circles.append("title").text((one) => words(one) + (one.precision === "town" ? "" : ", somewhere in it"));
  const scaled = (transform: ZoomTransform): void => {
    all.attr("transform", transform.toString());
    circles.attr("r", (one) => (radius(one) * (one.precision === "town" ? 1 : 1.6)) / transform.k);
    all.attr("stroke-width", 0.5 / transform.k);
    circles.attr("stroke-width", 1.4 / transform.k);
  };
  const moving = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST])
    .translateExtent([[0, 0], [WIDTH, HEIGHT]])
    .filter((event: Event) => event.type !== "wheel" || (event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey)
    .on("zoom", (event: { transform: ZoomTransform }) => scaled(event.transform));
  const box = svg as unknown as import("d3-selection").Selection<SVGSVGElement, unknown, null, undefined>;
  box.call(moving);
  const fit = (): void => {
    const spots = places.map(at);
    if (!spots.length) return scaled(zoomIdentity);
    const [left, right] = [Math.min(...spots.map((s) => s[0])), Math.max(...spots.map((s) => s[0]))];
    const [top, bottom] = [Math.min(...spots.map((s) => s[1])), Math.max(...spots.map((s) => s[1]))];
    const k = Math.min(MOST / 4, 0.8 / Math.max((right - left) / WIDTH, (bottom - top) / HEIGHT, 0.02));
    const scale = Math.max(1, k);
    box.call(moving.transform, zoomIdentity.translate(WIDTH / 2, HEIGHT / 2).scale(scale).translate(-(left + right) / 2, -(top + bottom) / 2));
  };
  fit();
  for (const button of figure.querySelectorAll<HTMLButtonElement>("[data-zoom]"))
    button.addEventListener("click", () => {
      if (button.dataset["zoom"] === "fit") fit();
      else box.call(moving.scaleBy, button.dataset["zoom"] === "in" ? 1.8 : 1 / 1.8);
    });
  figure.dataset["drawn"] = String(points.length);
}
