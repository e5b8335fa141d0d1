// The button that switches between light and dark. The default is the preference of the system.

/** Makes {button} switch the theme. */
export function startTheme(button) {
  const other = () => (document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
  const label = () => button.setAttribute('aria-label', `Switch to ${other()} theme`);
  button.addEventListener('click', () => {
    localStorage.setItem('lexstream-theme', other());
    document.dispatchEvent(new Event('choose-theme'));
  });
  document.addEventListener('theme', label);
  label();
}

/** The value of a colour in the current theme. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
