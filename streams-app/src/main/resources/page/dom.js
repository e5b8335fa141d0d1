// Elements. Text only ever becomes a text node: what strangers wrote is never read as markup.

/** The element of the page that has this id. */
export const byId = (id) => document.getElementById(id);

/**
 * A new element. {properties} are attributes; `class` is one of them, undefined ones are left out.
 * {children} are nodes or texts.
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** Sets the text of an element, if it is another one. */
export function setText(target, text) {
  const shown = typeof target === 'string' ? byId(target) : target;
  if (shown.textContent !== text) shown.textContent = text;
}

/** Tells people who do not see the page what happened. */
export function say(text) {
  byId('said').textContent = text;
}
