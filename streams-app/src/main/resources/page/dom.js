// Creates elements. Text always becomes a text node and is never parsed as markup.

/** The element of the page that has this id. */
export const byId = (id) => document.getElementById(id);

/**
 * A new element. {properties} are attributes; undefined ones are omitted.
 * {children} are nodes or strings.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** Sets the text of an element if it has changed. */
export function setText(target, text) {
  const shown = typeof target === 'string' ? byId(target) : target;
  if (shown.textContent !== text) shown.textContent = text;
}

/** Announces {text} to screen readers. */
export function announce(text) {
  byId('announcement').textContent = text;
}
