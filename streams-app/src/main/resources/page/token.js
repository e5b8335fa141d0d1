// The token of the API: entered once, stored until the tab is closed.

import { byId, setText } from './dom.js';

const KEY = 'lexstream-token';
let asking;

export const token = () => sessionStorage.getItem(KEY);

/** Completes when there is a token other than the {rejected} one. Concurrent calls share one dialog. */
export function askForToken(rejected) {
  if (token() !== rejected) return Promise.resolve();
  asking ??= show(rejected).finally(() => {
    asking = undefined;
  });
  return asking;
}

function show(rejected) {
  const dialog = byId('token');
  const form = byId('token-form');
  const field = byId('token-text');
  setText('token-note', rejected ? 'The API rejected this token.' : 'Stored until this tab is closed.');
  field.value = '';
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    let given = false;
    // The page is useless without a token. Browsers close the dialog on a second Escape: it is opened again.
    dialog.oncancel = (event) => event.preventDefault();
    dialog.onclose = () => {
      if (!given) dialog.showModal();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      given = true;
      sessionStorage.setItem(KEY, field.value.trim());
      dialog.close();
      resolve();
    };
  });
}
