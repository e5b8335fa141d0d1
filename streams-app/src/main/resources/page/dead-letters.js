// The list of dead letters, with a button that replays each.

import { get, post } from './api.js';
import { announce, byId, element, setText } from './dom.js';
import { count, time } from './format.js';
import { poll } from './poll.js';

const EVERY_MS = 3000;
const SHOWN = 12;
const OUTCOMES = { pending: 'replayed: pending', enriched: 'replayed: enriched', dead: 'replayed: failed again' };

/** Keeps the list up to date. */
export function startDeadLetters() {
  const list = byId('dead-letter-list');
  let last = '';

  const update = poll(EVERY_MS, async () => {
    const answer = await get(`/v1/dead-letters?limit=${SHOWN}`);
    const now = JSON.stringify(answer);
    if (now === last) return; // keeps the focus on a button
    last = now;
    const { deadLetters, kept } = answer;
    setText('dead-letters-note', kept > SHOWN ? `latest ${SHOWN} of ${count(kept)}` : '');
    const focused = document.activeElement?.closest?.('#dead-letter-list [data-id]')?.dataset.id;
    list.replaceChildren(
      ...deadLetters.map(entry),
      ...(deadLetters.length ? [] : [element('li', { class: 'empty' }, 'No dead letters.')]),
    );
    if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"] button`)?.focus();
  });

  function entry(letter) {
    return element(
      'li',
      { class: 'item', 'data-id': letter.id },
      element(
        'div',
        { class: 'meta' },
        element('span', { class: 'chip reason' }, letter.reason),
        element('span', { class: 'origin' }, `${letter.stage || 'unknown stage'} · `, element('time', { datetime: letter.timestamp }, time(letter.timestamp))),
        letter.replay ? element('span', { class: `chip replay ${letter.replay.outcome}` }, OUTCOMES[letter.replay.outcome] ?? 'replayed') : replayButton(letter),
      ),
      element('p', { class: 'message' }, letter.message ?? ''),
      element('p', { class: 'excerpt', dir: 'auto' }, letter.excerpt ?? `${count(letter.bytes)} bytes, not readable as text`),
      element('p', { class: 'models' }, letter.entry),
    );
  }

  function replayButton(letter) {
    const button = element('button', { type: 'button', 'aria-label': `Replay ${letter.entry}` }, 'Replay');
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const { entry: now } = await post(`/v1/dead-letters/${letter.id}/replay`);
        announce(`Replayed as ${now}.`);
      } catch (problem) {
        announce(`Not replayed: ${problem.message}`);
        button.disabled = false;
      }
      update();
    });
    return button;
  }
}
