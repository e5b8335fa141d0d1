// The token of the API: asked for once, kept until the tab is closed.

import { byId, setText } from './dom.js';

const KEY = 'lexstream-token';
let asking;

export const token = () => sessionStorage.getItem(KEY);

/** Completes when there is a token other than the {refused} one. All who ask meanwhile wait for the same. */
export function askForToken(refused) {
  if (token() !== refused) return Promise.resolve();
  asking ??= show(refused).finally(() => {
    asking = undefined;
  });
  return asking;
}

function show(refused) {
  const dialog = byId('token');
  const form = byId('token-form');
  const field = byId('token-text');
  setText('token-note', refused ? 'That token was refused.' : 'Kept until this tab is closed.');
  field.value = '';
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    let given = false;
    // Without a token there is nothing to go back to; a browser lets a second Escape pass all the same.
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
