// Insights: documents, sentiment, toxicity, dead letters and entities per window of event time.

import { get } from './api.js';
import { columns } from './chart.js';
import { byId, element, setText } from './dom.js';
import { count, percent, plural } from './format.js';
import { kindOf } from './marks.js';
import { poll } from './poll.js';

const MINUTE = 60_000;
const SHOWN_MINUTES = 60;
const FEWEST_COLUMNS = 12;
const EVERY_MS = 3000;
const RECENT_MINUTES = 5;
const ALL_EVERY_MS = 60_000;
const ENTITIES = 12;

/** Updates the tiles, the sentiment chart and the list of entities. */
export function startInsights() {
  const sentiment = columns(
    'sentiment',
    [
      { label: 'negative', colour: 'negative' },
      { label: 'neutral', colour: 'neutral' },
      { label: 'positive', colour: 'positive' },
    ],
    count,
  );
  const windows = new Map();
  let allAt = 0;
  poll(EVERY_MS, async () => {
    // Old windows rarely change and are requested once a minute, recent ones each time.
    const isAll = Date.now() - allAt > ALL_EVERY_MS;
    const now = Date.now();
    const from = now - (isAll ? SHOWN_MINUTES : RECENT_MINUTES) * MINUTE;
    const [minutes, hours] = await Promise.all([
      get(`/v1/insights?window=1m&from=${new Date(from).toISOString()}`),
      get(`/v1/insights?window=1h&from=${new Date(now - 2 * 60 * MINUTE).toISOString()}`),
    ]);
    if (isAll) {
      windows.clear();
      allAt = now;
    }
    keep(windows, minutes.insights, now);
    const counted = [...windows.values()];
    showTotals(counted);
    drawSentiment(sentiment, counted, now);
    showEntities(hours.insights);
  });
}

function keep(windows, insights, now) {
  for (const insight of insights) {
    windows.set(`${insight.windowStart} ${insight.source ?? ''} ${insight.language ?? ''}`, insight);
  }
  for (const [key, insight] of windows) {
    if (Date.parse(insight.windowStart) < now - SHOWN_MINUTES * MINUTE) windows.delete(key);
  }
}

function showTotals(insights) {
  const documents = sum(insights, (insight) => insight.documents);
  const toxic = sum(insights, (insight) => insight.toxic);
  const languages = merged(insights, (insight) => (insight.documents ? { [insight.language ?? 'none']: insight.documents } : {}));
  const reasons = merged(insights, (insight) => insight.deadLetters);
  const dead = sum([...reasons.values()], (number) => number);
  setText('documents', count(documents));
  setText('documents-note', `last 60 min${ranked(languages, 3) ? ` · ${ranked(languages, 3)}` : ''}`);
  setText('toxic', documents ? percent(toxic / documents) : '–');
  setText('toxic-note', `${count(toxic)} of ${plural(documents, 'document')}, last 60 min`);
  setText('dead', count(dead));
  setText('dead-note', `last 60 min${dead ? ` · ${ranked(reasons, 2)}` : ''}`);
}

function drawSentiment(draw, insights, now) {
  const end = Math.floor(now / MINUTE);
  const starts = insights.filter((insight) => insight.documents).map((insight) => Math.floor(Date.parse(insight.windowStart) / MINUTE));
  const first = Math.min(end - FEWEST_COLUMNS + 1, ...starts);
  const at = Array.from({ length: end - first + 1 }, (unused, i) => first + i);
  const of = (label) => {
    const counts = new Map();
    for (const insight of insights) {
      const minute = Math.floor(Date.parse(insight.windowStart) / MINUTE);
      counts.set(minute, (counts.get(minute) ?? 0) + (insight.sentiments[label] ?? 0));
    }
    return at.map((minute) => counts.get(minute) ?? 0);
  };
  draw([at.map((minute) => minute * 60), of('negative'), of('neutral'), of('positive')]);
}

function showEntities(insights) {
  const counts = new Map();
  for (const insight of insights) {
    for (const entity of insight.topEntities) {
      const key = `${entity.type} ${entity.text}`;
      const before = counts.get(key);
      counts.set(key, { ...entity, language: insight.language, count: entity.count + (before?.count ?? 0) });
    }
  }
  const top = [...counts.values()].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, ENTITIES);
  const most = top[0]?.count ?? 1;
  byId('entity-list').replaceChildren(
    ...top.map((entity) =>
      element(
        'li',
        {},
        element('span', { class: 'name', lang: entity.language === 'zh' ? 'zh-Hans' : entity.language, title: entity.text }, entity.text),
        element('span', { class: `kind ${kindOf(entity.type)}` }, entity.type),
        element('meter', { class: kindOf(entity.type), min: 0, max: most, value: entity.count, 'aria-label': plural(entity.count, 'document') }),
        element('span', { class: 'number' }, count(entity.count)),
      ),
    ),
    ...(top.length ? [] : [element('li', { class: 'empty' }, 'No entities yet.')]),
  );
}

function merged(insights, counts) {
  const all = new Map();
  for (const insight of insights) {
    for (const [name, number] of Object.entries(counts(insight))) all.set(name, (all.get(name) ?? 0) + number);
  }
  return all;
}

function ranked(counts, most) {
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name, number]) => `${name} ${count(number)}`)
    .join(', ');
}

function sum(items, number) {
  return items.reduce((total, item) => total + number(item), 0);
}
