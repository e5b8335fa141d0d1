// Runs before the first paint, so that the page never appears in the wrong theme.
(() => {
  const preferred = matchMedia('(prefers-color-scheme: dark)');
  const choose = () => {
    const chosen = localStorage.getItem('lexstream-theme');
    document.documentElement.dataset.theme = chosen ?? (preferred.matches ? 'dark' : 'light');
    document.dispatchEvent(new Event('theme'));
  };
  preferred.addEventListener('change', choose);
  document.addEventListener('choose-theme', choose);
  choose();
})();
