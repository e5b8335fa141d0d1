// Reads server-sent events with fetch, because EventSource cannot send a token.

import { request } from './api.js';

const PAUSE_MS = 1000;

/**
 * Follows the feed while the page is visible, and resumes it after interruptions.
 * {listener.event(type, data)} gets parsed events; {listener.state(text)} is one of 'open', 'closed'.
 */
export function follow(path, listener) {
  let control;
  let last;
  let stopped = false;

  async function read() {
    control = new AbortController();
    const from = last ? `after=${encodeURIComponent(last)}` : 'last=30';
    const response = await request(`${path}${path.includes('?') ? '&' : '?'}${from}`, { signal: control.signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the feed responded with status ${response.status}`);
    }
    listener.state('open');
    const parse = parser((id, type, data) => {
      last = id ?? last;
      if (type === 'gap') last = undefined;
      listener.event(type, data);
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      parse(value);
    }
  }

  async function run() {
    while (!stopped && !document.hidden) {
      try {
        await read();
      } catch {
        // the connection failed: retried below
      }
      listener.state('closed');
      if (!document.hidden) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  let running = run();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) control?.abort();
    else running = running.then(run);
  });
  return () => {
    stopped = true;
    control?.abort();
  };
}

/** Parses chunks of a stream. Calls {emit(id, type, data)} for each complete event. */
export function parser(emit) {
  let rest = '';
  let id;
  let type = 'message';
  let data = '';
  const line = (text) => {
    if (text === '') {
      if (data) emit(id, type, JSON.parse(data));
      type = 'message';
      data = '';
    } else if (text.startsWith('id:')) {
      id = text.slice(3).trim();
    } else if (text.startsWith('event:')) {
      type = text.slice(6).trim();
    } else if (text.startsWith('data:')) {
      data += text.slice(5).trimStart();
    }
  };
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    lines.forEach(line);
  };
}
