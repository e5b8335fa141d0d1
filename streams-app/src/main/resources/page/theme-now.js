// Runs before anything is drawn, so that no page flashes in the wrong theme.
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
