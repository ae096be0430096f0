/** Filters findings, shows those that a link leads to, and keeps the choice of light or dark. Everything is readable without it. ASCII, and without `</`. */
export const SCRIPT = `(() => {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { button.textContent = isDark() ? 'Light' : 'Dark'; button.setAttribute('aria-label', isDark() ? 'Switch to light colours' : 'Switch to dark colours'); };
  const kept = (value) => { try { if (value) localStorage.setItem('optimize-theme', value); return localStorage.getItem('optimize-theme'); } catch { return null; } };
  const before = kept();
  if (before === 'dark' || before === 'light') root.dataset.theme = before;
  button.hidden = false;
  label();
  button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; kept(root.dataset.theme); label(); });
  system.addEventListener('change', label);

  addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('article details')) details.open = true; });

  const filter = document.getElementById('filter');
  if (!filter) return;
  filter.hidden = false;
  const findings = [...document.querySelectorAll('article.finding')];
  const sections = [...document.querySelectorAll('section.service')];
  const apply = () => {
    const severities = new Set([...filter.querySelectorAll('[name=severity]:checked')].map((box) => box.value));
    const select = filter.querySelector('[name=service]');
    const service = select ? select.value : '';
    const fresh = filter.querySelector('[name=new]');
    let count = 0;
    for (const finding of findings) {
      const isShown = severities.has(finding.dataset.severity) && (service === '' || finding.dataset.service === service) && (!fresh || !fresh.checked || finding.dataset.new === 'yes');
      finding.hidden = !isShown;
      if (isShown) count += 1;
    }
    for (const told of document.querySelectorAll('details.told')) told.open = service !== '';
    for (const section of sections) section.hidden = service !== '' && section.dataset.service !== service;
    document.getElementById('shown').textContent = count === findings.length ? 'All ' + count + ' findings are shown' : count + ' of ' + findings.length + ' findings are shown';
  };
  filter.addEventListener('change', apply);
  addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.closest('[hidden]')) return;
    for (const select of filter.querySelectorAll('select')) select.value = '';
    for (const box of filter.querySelectorAll('input')) box.checked = box.name !== 'new';
    apply();
    target.scrollIntoView();
  });
  apply();
})();`;
