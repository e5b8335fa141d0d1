// Documents that wait for a verdict, and buttons and keys to give it.

import { get, post } from './api.js';
import { announce, byId, element, setText } from './dom.js';
import { originOf, textOf, labelOf } from './document.js';
import { count } from './format.js';
import { poll } from './poll.js';

const EVERY_MS = 3000;
const SHOWN = 8;
const MAX_LIMIT = 500; // of the API
const SOON_MS = 400;
const KEYS = { a: 'allow', b: 'block' };
const DONE = { allow: 'allowed', block: 'blocked' };

/** Updates the queue. */
export function startReviews() {
  const list = byId('review-list');
  const submitted = new Map(); // ids with a submitted verdict, and until when they are hidden
  const shown = new Map(); // items by id, so that an item keeps its place and its focus

  const update = poll(EVERY_MS, async () => {
    const now = Date.now();
    for (const [id, until] of submitted) {
      if (until < now) submitted.delete(id);
    }
    const { reviews, waiting } = await get(`/v1/reviews?limit=${Math.min(MAX_LIMIT, SHOWN + submitted.size)}`);
    setText('waiting', count(waiting));
    setText('nav-waiting', count(waiting));
    byId('nav-waiting').hidden = waiting === 0;
    render(reviews.filter((review) => !submitted.has(review.id)).slice(0, SHOWN));
    if (reviews.some((review) => submitted.has(review.id))) setTimeout(update, SOON_MS);
  });

  function render(reviews) {
    const wanted = new Set(reviews.map((review) => review.id));
    for (const [id, item] of shown) {
      if (!wanted.has(id)) remove(id, item);
    }
    byId('review-empty')?.remove();
    for (const review of reviews) {
      if (!shown.has(review.id)) {
        const item = entry(review);
        shown.set(review.id, item);
        list.append(item);
      }
    }
    if (shown.size === 0) {
      list.append(element('li', { id: 'review-empty', class: 'empty' }, 'No document waits for a verdict. Documents with the decision review appear here.'));
    } else if (!list.querySelector('[tabindex="0"]')) {
      list.querySelector('.item').tabIndex = 0;
    }
  }

  function entry(review) {
    const known = { ...review.document, source: review.source };
    const item = element(
      'li',
      { class: 'item', tabindex: '-1', 'data-id': review.id, 'aria-label': `Document from ${review.source ?? 'no source'}` },
      element(
        'div',
        { class: 'meta' },
        originOf({
          ...known,
          language: known.language ?? (review.language ? { code: review.language } : undefined),
          enrichedAt: known.enrichedAt ?? review.decidedAt,
        }),
        labelOf(known.sentiment, 'sentiment'),
        labelOf(known.toxicity, 'toxicity'),
      ),
      review.document ? textOf(review.document, 160) : element('p', { class: 'text empty' }, `Not enriched: ${review.id}`),
      element('p', { class: 'models' }, why(review)),
      element('div', { class: 'row' }, button('Allow', 'allow', review.id), button('Block', 'block', review.id)),
    );
    return item;
  }

  const why = (review) =>
    `rule ${review.rule}${Object.entries(review.evidence)
      .map(([name, value]) => ` · ${name} ${value}`)
      .join('')}${review.author ? ` · author ${review.author}` : ''}`;

  function button(text, verdict, id) {
    const made = element('button', { type: 'button', tabindex: '-1', class: `verdict-${verdict}` }, text);
    made.addEventListener('click', () => submitVerdict(id, verdict));
    return made;
  }

  function remove(id, item) {
    const hadFocus = item.contains(document.activeElement);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    shown.delete(id);
    if (hadFocus) focus(next);
  }

  function focus(item) {
    if (!item?.classList.contains('item')) return;
    list.querySelectorAll('.item').forEach((one) => (one.tabIndex = one === item ? 0 : -1));
    item.focus();
  }

  async function submitVerdict(id, verdict) {
    submitted.set(id, Date.now() + 30_000);
    if (shown.has(id)) remove(id, shown.get(id));
    try {
      await post(`/v1/reviews/${encodeURIComponent(id)}`, { verdict });
      announce(`Document ${DONE[verdict]}.`);
    } catch (problem) {
      submitted.delete(id);
      announce(`Verdict not accepted: ${problem.message}`);
    }
    update();
  }

  list.addEventListener('keydown', (event) => {
    const item = event.target.closest?.('.item');
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const verdict = KEYS[event.key.toLowerCase()];
    if (verdict) {
      if (!event.repeat) submitVerdict(item.dataset.id, verdict); // a held key gives one verdict
    } else if (event.key === 'ArrowDown' || event.key === 'j') focus(item.nextElementSibling);
    else if (event.key === 'ArrowUp' || event.key === 'k') focus(item.previousElementSibling);
    else return;
    event.preventDefault();
  });
}
