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

  let turns = 0;
  watch('log', (log) => {
    const exchanges = log.querySelectorAll('.exchange');
    const last = exchanges[exchanges.length - 1];
    if (last && exchanges.length !== turns) last.scrollIntoView({block: 'start', behavior});
    turns = exchanges.length;
  });
}
