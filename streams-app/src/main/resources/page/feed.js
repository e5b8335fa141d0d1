// The live feed: the latest documents first, at a readable pace, in a list of bounded length.

import { byId, element, setText } from './dom.js';
import { decisionChip, modelsOf, originOf, summaryOf, textOf, labelOf } from './document.js';
import { count } from './format.js';
import { follow } from './stream.js';

const SHOWN = 30;
const WAITING = 12;
const PACE_MS = 700;

/** Starts the feed. {expect(id)} guarantees that the document with this id is shown. */
export function startFeed() {
  const list = byId('feed-list');
  const pause = byId('feed-pause');
  const filter = byId('feed-filter');
  const waiting = []; // documents to show next
  const expected = new Set();
  const decisions = new Map(); // elements for the decisions of shown documents, by id
  let seen = 0;
  let shown = 0;

  const isPaused = () => pause.getAttribute('aria-pressed') === 'true';
  // The list stays as it is while it is scrolled or a document has the focus.
  const isHeld = () => list.scrollTop > 8 || (list.contains(document.activeElement) && document.activeElement !== list);

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
    const place = decisions.get(decision.id);
    if (place) place.replaceChildren(decisionChip(decision.action, decision.rule));
    for (const one of waiting) {
      if (one.id === decision.id) one.decision = decision;
    }
  }

  function show(result) {
    shown++;
    const slot = element('span', { class: 'decision-slot' });
    if (result.decision) slot.append(decisionChip(result.decision.action, result.decision.rule));
    decisions.set(result.id, slot);
    expected.delete(result.id);
    list.prepend(card(result, slot));
    while (list.children.length > SHOWN) {
      const last = list.lastElementChild;
      if (decisions.get(last.dataset.id) === last.slot) decisions.delete(last.dataset.id);
      last.remove();
    }
  }

  function card(result, slot) {
    const item = element(
      'li',
      { class: 'item', 'data-id': result.id },
      element(
        'div',
        { class: 'meta' },
        originOf(result),
        labelOf(result.sentiment, 'sentiment'),
        labelOf(result.toxicity, 'toxicity'),
        slot,
      ),
      element('div', { class: 'body' }, textOf(result), summaryOf(result)),
      modelsOf(result),
    );
    item.slot = slot;
    return item;
  }

  setInterval(() => {
    if (document.hidden) return;
    if (!isPaused() && !isHeld() && waiting.length) {
      // The first documents are shown at once, later ones at a readable pace.
      const many = list.children.length < 6 ? Math.min(6, waiting.length) : 1;
      waiting.splice(0, many).forEach(show);
    }
    const held = isPaused() ? ' · paused' : isHeld() ? ' · paused while you read' : '';
    setText('feed-note', seen ? `${count(shown)} of ${count(seen)} shown${held}` : 'waiting for documents');
  }, PACE_MS);

  pause.addEventListener('click', () => {
    const paused = !isPaused();
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Resume' : 'Pause';
  });
  filter.addEventListener('change', () => {
    waiting.length = 0;
    decisions.clear();
    list.replaceChildren();
  });

  return {
    expect: (id) => {
      expected.add(id);
      if (expected.size > WAITING - 1) expected.delete(expected.values().next().value);
    },
  };
}
