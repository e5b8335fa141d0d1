// The live feed: as many documents as a person can follow, the latest first, in a list that does not grow.

import { byId, element, setText } from './dom.js';
import { actionChip, modelsOf, originOf, summaryOf, textOf, verdictOf } from './document.js';
import { count } from './format.js';
import { follow } from './stream.js';

const SHOWN = 30;
const WAITING = 12;
const PACE_MS = 700;

/** Starts the feed; {expect(id)} makes sure that this document is shown. */
export function startFeed() {
  const list = byId('feed-list');
  const pause = byId('feed-pause');
  const filter = byId('feed-filter');
  const waiting = []; // the next to be shown
  const expected = new Set();
  const actions = new Map(); // of documents that are shown, by id
  let seen = 0;
  let shown = 0;

  const isPaused = () => pause.getAttribute('aria-pressed') === 'true';
  // Who has scrolled or stands among the documents reads one of them: it shall stay where it is.
  const isRead = () => list.scrollTop > 8 || (list.contains(document.activeElement) && document.activeElement !== list);

  const passes = (result) =>
    !filter.value || [result.language?.code, result.sentiment?.label, result.toxicity?.label].includes(filter.value);

  follow('/v1/feed?type=enriched,decision', {
    state: (state) => list.setAttribute('aria-busy', String(state !== 'open')),
    event: (type, data) => {
      if (type === 'enriched') enriched(data);
      else if (type === 'decision') decided(data);
    },
  });

  function enriched(result) {
    seen++;
    if (!passes(result) && !expected.has(result.id)) return;
    waiting.push(result);
    if (waiting.length > WAITING) {
      const least = waiting.findIndex((one) => !expected.has(one.id));
      waiting.splice(Math.max(0, least), 1);
    }
  }

  function decided(decision) {
    const place = actions.get(decision.id);
    if (place) place.replaceChildren(actionChip(decision.action, decision.rule));
    for (const one of waiting) {
      if (one.id === decision.id) one.decision = decision;
    }
  }

  function show(result) {
    shown++;
    const action = element('span', { class: 'decided' });
    if (result.decision) action.append(actionChip(result.decision.action, result.decision.rule));
    actions.set(result.id, action);
    expected.delete(result.id);
    list.prepend(card(result, action));
    while (list.children.length > SHOWN) {
      const last = list.lastElementChild;
      if (actions.get(last.dataset.id) === last.action) actions.delete(last.dataset.id);
      last.remove();
    }
  }

  function card(result, action) {
    const item = element(
      'li',
      { class: 'item', 'data-id': result.id },
      element(
        'div',
        { class: 'meta' },
        originOf(result),
        verdictOf(result.sentiment, 'sentiment'),
        verdictOf(result.toxicity, 'toxicity'),
        action,
      ),
      element('div', { class: 'body' }, textOf(result), summaryOf(result)),
      modelsOf(result),
    );
    item.action = action;
    return item;
  }

  setInterval(() => {
    if (document.hidden) return;
    if (!isPaused() && !isRead() && waiting.length) {
      // The first half minute is shown at once, later ones at a pace that can be read.
      const many = list.children.length < 6 ? Math.min(6, waiting.length) : 1;
      waiting.splice(0, many).forEach(show);
    }
    const held = isPaused() ? ' · paused' : isRead() ? ' · held while you read' : '';
    setText('feed-note', seen ? `${count(shown)} of ${count(seen)} shown${held}` : 'waiting for documents');
  }, PACE_MS);

  pause.addEventListener('click', () => {
    const paused = !isPaused();
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Go on' : 'Pause';
  });
  filter.addEventListener('change', () => {
    waiting.length = 0;
    actions.clear();
    list.replaceChildren();
  });

  return {
    expect: (id) => {
      expected.add(id);
      if (expected.size > WAITING - 1) expected.delete(expected.values().next().value);
    },
  };
}
