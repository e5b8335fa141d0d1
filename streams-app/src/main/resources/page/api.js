// Requests to the API, with the token if one is required.

import { askForToken, token } from './token.js';

/** An error response: a problem document (RFC 9457). */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Sends a request. On 401, requests the token from the user and retries. */
export async function request(path, options = {}) {
  for (;;) {
    const used = token();
    const headers = new Headers(options.headers);
    if (used) headers.set('Authorization', `Bearer ${used}`);
    const response = await fetch(path, { ...options, headers, cache: 'no-store' });
    if (response.status !== 401) return response;
    await response.body?.cancel();
    await askForToken(used);
  }
}

/** The JSON of a GET. */
export const get = async (path, options) => json(await request(path, options));

/** The JSON of a POST of {body}. */
export const post = async (path, body) =>
  json(
    await request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  );

async function json(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const errors = (body.errors ?? []).map((error) => error.message).join('; ');
    throw new Problem(response.status, errors || body.detail || `the API responded with status ${response.status}`);
  }
  return body;
}
