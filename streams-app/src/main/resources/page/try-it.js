// Submits a text to the pipeline and shows its result.

import { get, post } from './api.js';
import { byId, element, setText } from './dom.js';
import { decisionChip, barsOf, languageName, modelsOf, summaryOf, textOf } from './document.js';
import { duration } from './format.js';

const ASK_MS = 250; // pause between requests
const WAIT_SECONDS = 20; // how long the API waits for a decision
const LONG_MS = 20_000;
const GIVE_UP_MS = 120_000;
const EXAMPLES = {
  en:
    'Tim Cook opened the new Apple store in Berlin on Friday. Customers loved the friendly staff 🙂 and the quick repairs. ' +
    'Some had waited since dawn. The queue reached around the corner, but no one complained.',
  zh: '周末我们去了上海外滩附近的一家餐厅，服务员非常热情，菜也很好吃。王伟说这里比北京的分店更好。就是排队时间太长，等了一个多小时。下次还会再来。',
};

/** Starts the form. {feed} shows the submitted document. */
export function startTry(feed) {
  const form = byId('try-form');
  const field = byId('try-text');
  let latest = 0;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (field.value.trim()) submit(field.value);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.querySelectorAll('[data-example]').forEach((button) =>
    button.addEventListener('click', () => {
      field.value = EXAMPLES[button.dataset.example];
      form.requestSubmit();
    }),
  );

  async function submit(text) {
    const turn = ++latest;
    const begun = performance.now();
    byId('try-result').replaceChildren();
    setText('try-note', 'Submitted; waiting for the result.');
    try {
      const { id } = await post('/v1/documents', { text, source: 'try-it' });
      feed.expect(id);
      let tookMs;
      while (turn === latest && performance.now() - begun < GIVE_UP_MS) {
        const known = await find(id);
        if (turn !== latest) return;
        if (known?.models) {
          tookMs ??= performance.now() - begun;
          show(known, tookMs);
          if (known.moderation) return;
        } else if (known?.moderation?.evidence['dead-letter']) {
          setText('try-note', `Dead letter: ${known.moderation.evidence['dead-letter']}. Decision: ${known.moderation.action}.`);
          return;
        } else if (performance.now() - begun > LONG_MS) {
          setText('try-note', 'No result yet. Check that the enrichment job runs, and check the dead letters below.');
        }
        await new Promise((resolve) => setTimeout(resolve, ASK_MS));
      }
    } catch (problem) {
      if (turn === latest) setText('try-note', `Not accepted: ${problem.message}`);
    }
  }
}

async function find(id) {
  try {
    return await get(`/v1/documents/${encodeURIComponent(id)}?wait=${WAIT_SECONDS}`);
  } catch (problem) {
    if (problem.status === 404 || problem.status === 503) return undefined; // not yet
    throw problem;
  }
}

function show(result, tookMs) {
  const language = result.language ? languageName(result.language.code) : 'unknown language';
  setText('try-note', `${language}, result after ${duration(tookMs)}`);
  byId('try-result').replaceChildren(
    element(
      'div',
      { class: 'result', 'data-id': result.id },
      textOf(result),
      element('div', { class: 'two' }, ...[barsOf('Sentiment', result.sentiment), barsOf('Toxicity', result.toxicity)].filter(Boolean)),
      summaryOf(result),
      element(
        'div',
        { class: 'row' },
        modelsOf(result),
        result.moderation ? decisionChip(result.moderation.verdict?.verdict ?? result.moderation.action, result.moderation.rule) : undefined,
      ),
    ),
  );
}
