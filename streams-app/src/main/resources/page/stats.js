// Throughput, latency, lag, and the status of the API.

import { get } from './api.js';
import { lines } from './chart.js';
import { byId, setText } from './dom.js';
import { count, duration, plural, rate, time } from './format.js';
import { poll } from './poll.js';

const EVERY_MS = 2000;

/** Updates the tiles and charts of the statistics. */
export function startStats() {
  const throughput = lines('rate', [{ label: 'documents per second', colour: 'accent', fill: true }], rate);
  const latency = lines(
    'latency',
    [
      { label: 'p50', colour: 'accent' },
      { label: 'p95', colour: 'second' },
      { label: 'p99', colour: 'third' },
    ],
    duration,
  );
  poll(EVERY_MS, async () => {
    try {
      const stats = await get('/v1/stats');
      show(stats);
      draw(stats, throughput, latency);
      status('live', 'live');
    } catch (problem) {
      status('away', problem.status ? problem.message : 'the API does not respond: retrying');
      throw problem;
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) status('paused', 'paused while hidden');
  });
}

function show(stats) {
  setText('rate', rate(stats.documentsPerSecond));
  for (const name of ['p50', 'p95', 'p99']) {
    setText(name, stats.latency.documents ? duration(stats.latency[name]) : '–');
  }
  const behind = stats.lag.reduce((sum, lag) => sum + lag.records, 0);
  const most = stats.lag.reduce((a, b) => (b.records > (a?.records ?? 0) ? b : a), undefined);
  setText('lag', stats.lag.length ? count(behind) : '–');
  setText('lag-note', most ? `most on ${most.topic}` : stats.lag.length ? 'all groups are up to date' : 'unknown');
  byId('lag-note').title = stats.lag.map((lag) => `${lag.group} on ${lag.topic}: ${count(lag.records)}`).join('\n');
  const { enriched, decisions, deadLetters } = stats.totals;
  setText(
    'origin',
    `Committed since ${time(stats.since)}: ${plural(enriched, 'result')}, ${plural(decisions, 'decision')} ` +
      `and ${plural(deadLetters, 'dead letter')}.`,
  );
}

function draw(stats, throughput, latency) {
  const at = stats.history.map((point) => Date.parse(point.at) / 1000);
  throughput([at, stats.history.map((point) => point.documentsPerSecond)]);
  latency([at, ...['p50', 'p95', 'p99'].map((name) => stats.history.map((point) => point.latency?.[name] ?? null))]);
}

function status(state, text) {
  byId('status').dataset.state = state;
  setText('status-text', text);
}
