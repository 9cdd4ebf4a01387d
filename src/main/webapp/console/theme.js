// Before anything is painted: the colours that were chosen last, or those of the system.
(() => {
  const theme = localStorage.getItem('allogate.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
