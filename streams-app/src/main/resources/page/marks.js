// Marks entities in a text. Offsets count code points, so the text is split into an array of them.

import { element } from './dom.js';

const KINDS = new Set(['PER', 'ORG', 'LOC']);

/** The CSS class of an entity type. */
export const kindOf = (type) => (KINDS.has(type) ? type.toLowerCase() : 'other');

/**
 * Nodes for the first {limit} code points of {text}, with {entities} marked.
 * Of two overlapping entities, the first is marked.
 */
export function marked(text, entities = [], limit = Infinity) {
  const points = Array.from(text);
  const end = Math.min(points.length, limit);
  const slice = (from, to) => points.slice(from, to).join('');
  const nodes = [];
  let at = 0;
  for (const entity of [...entities].sort((a, b) => a.start - b.start)) {
    if (entity.start < at || entity.end > end) continue;
    nodes.push(slice(at, entity.start), mark(slice(entity.start, entity.end), entity.type));
    at = entity.end;
  }
  nodes.push(slice(at, end));
  return { nodes, isCut: end < points.length };
}

function mark(text, type) {
  return element('mark', { class: `entity ${kindOf(type)}` }, text, element('span', { class: 'type' }, type));
}
