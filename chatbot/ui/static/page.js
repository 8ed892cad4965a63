() => {
  // The page is Japanese whatever the browser's language is: screen readers choose their voice by this.
  document.documentElement.lang = 'ja';

  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = calm ? 'auto' : 'smooth';
  let opener = null;

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-action="open"], [data-action="document"]');
    if (button) opener = button;
  }, true);

  // Enter that confirms a word of an input method belongs to the input method alone (229: as Safari tells it).
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
  }, true);

  // Escape closes the viewer, wherever the focus is.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    document.querySelector('#viewer [data-action="close"]')?.click();
  });

  const watch = (id, react) => {
    const attach = () => {
      const element = document.getElementById(id);
      if (!element) return setTimeout(attach, 100);
      let before = element.innerHTML;
      new MutationObserver(() => {
        if (element.innerHTML === before) return;
        before = element.innerHTML;
        react(element);
      }).observe(element, {childList: true, subtree: true, characterData: true});
    };
    attach();
  };

  watch('viewer', (viewer) => {
    const panel = viewer.querySelector('.viewer');
    document.getElementById('columns')?.classList.toggle('viewing', Boolean(panel));
    if (!panel) {
      if (opener && opener.isConnected) opener.focus();
      return;
    }
    panel.querySelector('h2')?.focus({preventScroll: true});
    panel.querySelector('#passage')?.scrollIntoView({block: 'center'});
  });

  // A new question comes into view, and once more when its answer has grown the page.
  let seen = '0';
  watch('log', (log) => {
    const exchanges = log.querySelectorAll('.exchange');
    const last = exchanges[exchanges.length - 1];
    const now = `${exchanges.length}${last?.querySelector('.waiting') ? ' waiting' : ''}`;
    if (last && now !== seen) last.scrollIntoView({block: 'start', behavior});
    seen = now;
  });
}
