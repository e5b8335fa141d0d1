// Renders an enriched document. Used by the feed, the review queue and "Try it".

import { element } from './dom.js';
import { score, time } from './format.js';
import { marked } from './marks.js';

const LONGEST = 420; // code points shown before "show all"
const LONGEST_CHINESE = 200; // code points of Chinese text
const NAMES = { zh: 'Chinese', en: 'English' };

export const languageName = (code) => NAMES[code] ?? code;

/** The lang attribute, from which a browser selects glyphs: simplified Chinese instead of Japanese. */
export const langOf = (language) => (language === 'zh' ? 'zh-Hans' : language);

/** The text with its entities marked. A long text is cut and has a button that shows the rest. */
export function textOf(document, longest = document.language?.code === 'zh' ? LONGEST_CHINESE : LONGEST) {
  const body = element('p', { class: 'text', lang: langOf(document.language?.code), dir: 'auto' });
  const { nodes, isCut } = marked(document.text ?? '', document.entities, longest);
  body.append(...nodes);
  if (isCut) {
    const more = element('button', { type: 'button', class: 'more' }, '… show all');
    more.addEventListener('click', () => body.replaceChildren(...marked(document.text, document.entities).nodes));
    body.append(more);
  }
  return body;
}

/** A label with its score, and whether words of the text are disguised. */
export function labelOf(classification, kind) {
  if (!classification) return undefined;
  const { label, disguised } = classification;
  return element(
    'span',
    {
      class: `chip ${kind} ${chipClass(label)}`,
      title: disguised ? 'Words of the text are disguised. The label is that of the text without disguises.' : undefined,
    },
    label,
    disguised && label === 'toxic' ? ' (disguised)' : '',
    element('span', { class: 'score' }, score(classification.score)),
  );
}

const CHIPS = new Set(['positive', 'negative', 'neutral', 'toxic', 'clean']);
const chipClass = (label) => (CHIPS.has(label) ? label : 'neutral');

/** A chip with the decision. */
export function decisionChip(decision, rule) {
  const known = ['allow', 'review', 'block'].includes(decision) ? decision : 'other';
  return element('span', { class: `chip decision ${known}`, title: rule ? `rule: ${rule}` : undefined }, decision);
}

/** Source, language, time. */
export function originOf(document) {
  return element(
    'span',
    { class: 'origin' },
    element('b', {}, document.source ?? 'no source'),
    document.language ? ` · ${languageName(document.language.code)}` : '',
    ...(document.enrichedAt ? [' · ', element('time', { datetime: document.enrichedAt }, time(document.enrichedAt))] : []),
  );
}

/** Models and skipped tasks. */
export function modelsOf(document) {
  const models = (document.models ?? []).map((model) => `${model.name} ${model.version}`).join(', ');
  const skipped = (document.skipped ?? []).map((skip) => `${skip.task}: ${skip.reason}`).join(', ');
  return element('p', { class: 'models' }, models || 'no model', skipped ? ` · skipped ${skipped}` : '');
}

/** The summary; undefined if the document has none. */
export function summaryOf(document) {
  return document.summary
    ? element(
        'div',
        { class: 'summary' },
        element('h3', {}, 'Summary'),
        element('p', { lang: langOf(document.language?.code), dir: 'auto' }, document.summary.text),
      )
    : undefined;
}

/** Scores as bars. */
export function barsOf(title, classification) {
  if (!classification) return undefined;
  const list = element('ul', { class: 'scores', 'aria-label': title });
  for (const [label, value] of Object.entries(classification.scores ?? { [classification.label]: classification.score })) {
    const bar = element('meter', { min: 0, max: 1, value, class: chipClass(label), 'aria-label': `${label} ${score(value)}` });
    list.append(element('li', {}, element('span', {}, label), bar, element('span', { class: 'number' }, score(value))));
  }
  return element('div', { class: 'scored' }, element('h3', {}, title), list);
}
