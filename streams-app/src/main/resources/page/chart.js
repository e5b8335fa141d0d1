// Charts drawn by uPlot in the colours of the theme, each with a legend that shows the values.

import uPlot from './uplot.js';
import { byId, element } from './dom.js';
import { minute } from './format.js';
import { colour } from './theme.js';

const HEIGHT = 168;
const COLUMN_SECONDS = 60;
const FONT = '11px system-ui, sans-serif';

/** A line chart over time in #chart-{name}. Returns a function that draws new data in uPlot's format. */
export function lines(name, series, format) {
  return chart(name, series, format, (one) => ({
    stroke: colour(one.colour),
    width: 1.5,
    fill: one.fill ? colour(`${one.colour}-fill`) : undefined,
    points: { show: false },
    spanGaps: true,
  }));
}

/** A chart of stacked columns. Later series are on top of earlier ones. */
export function columns(name, series, format) {
  const bars = uPlot.paths.bars({ size: [0.72, 28], align: 1 });
  const draw = chart(
    name,
    [...series].reverse(),
    format,
    (one) => ({ fill: colour(one.colour), stroke: colour(one.colour), width: 0, paths: bars, points: { show: false } }),
    (values, all) => values.map((value, i) => value - (all?.[i] ?? 0)),
  );
  return ([at, ...values]) => {
    // The sum of all series is drawn first, then the sums of fewer series over it.
    const sums = [];
    values.forEach((one, i) => sums.push(one.map((value, j) => value + (i ? sums[i - 1][j] : 0))));
    draw([at, ...sums.reverse()]);
  };
}

function chart(name, series, format, style, unstack) {
  const place = byId(`chart-${name}`);
  const legend = byId(`legend-${name}`);
  const values = series.map((one) => {
    const value = element('b', {}, '–');
    legend.prepend(element('span', { class: `key ${one.colour}` }, `${one.label} `, value));
    return value;
  });
  if (!unstack) legend.append(...[...legend.children].reverse());
  let plot;
  let data;

  const showValues = (index) => {
    const shown = index ?? data[0].length - 1;
    series.forEach((one, i) => {
      const own = data[i + 1];
      const value = unstack ? unstack(own, data[i + 2])[shown] : own[shown];
      values[i].textContent = value === null || value === undefined ? '–' : format(value);
    });
  };
  const make = () => {
    plot?.destroy();
    plot = new uPlot(options(place, series, format, style, showValues, unstack ? COLUMN_SECONDS : 0), data, place);
  };
  document.addEventListener('theme', () => data && make());
  new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  return (next) => {
    data = next;
    if (plot) plot.setData(data);
    else make();
    if (plot.cursor.idx === null || plot.cursor.idx === undefined) showValues();
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', `${series.map((one, i) => `${one.label} ${values[i].textContent}`).join(', ')}, latest`);
  };
}

/** `room` is the width of the latest value to the right of its time, in seconds: 60 for a column, 0 for a line. */
function options(place, series, format, style, showValues, room) {
  const axis = { stroke: colour('muted'), font: FONT, grid: { stroke: colour('grid'), width: 1 }, ticks: { show: false } };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 16, 0, 0],
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: { ...(room ? { x: { range: (plot, low, high) => [low, high + room] } } : {}), y: { range: (plot, low, high) => [0, Math.max(high * 1.1, 1)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 64, size: 28, values: (plot, ticks) => ticks.map((tick) => minute(tick * 1000)), incrs: [60, 120, 300, 600, 900] },
      { ...axis, size: 52, space: 36, values: (plot, ticks) => ticks.map((tick) => format(tick)) },
    ],
    series: [{}, ...series.map((one) => ({ label: one.label, ...style(one) }))],
    hooks: { setCursor: [(plot) => showValues(plot.cursor.idx ?? undefined)] },
  };
}
