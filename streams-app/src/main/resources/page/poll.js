// Things that are asked again and again while somebody looks.

/**
 * Runs {ask} every {ms}, never twice at a time, and not while the page is hidden.
 * Returns a function that runs it now.
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
      // told by the status line, which asks for itself; tried again below
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
