// Polling while the page is visible.

/**
 * Runs {ask} every {ms}, one run at a time, and not while the page is hidden.
 * Returns a function that runs it at once.
 */
export function poll(ms, ask) {
  let timer;
  let running = false;
  let again = false;
  const run = async () => {
    clearTimeout(timer);
    if (running) {
      again = true;
      return;
    }
    if (document.hidden) return;
    running = true;
    try {
      await ask();
    } catch {
      // the status line shows failures; retried below
    } finally {
      running = false;
      timer = setTimeout(run, again ? 0 : ms);
      again = false;
    }
  };
  document.addEventListener('visibilitychange', run);
  run();
  return run;
}
