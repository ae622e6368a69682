// Charts are drawn for this width; nothing else is kept.
document.cookie = `viewport=${window.innerWidth}; path=/; SameSite=Strict`;

// What draws the map, or charts, takes long to read: do it while the page waits for its first answer.
const { map, charts } = document.currentScript.dataset;
const early = location.pathname === "/map" ? map : charts;
if (early) addEventListener("load", () => requestIdleCallback(() => import(early), { timeout: 1500 }));

// A link to another view of the same page shows it, but Streamlit leaves the address as it was: what is
// copied, reloaded or chosen next would be the old view.
addEventListener("click", (event) => {
  const link = event.target.closest?.('[data-testid="stPageLink"] a[href]');
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain) return;
  const there = new URL(link.href, location.href);
  if (there.origin !== location.origin || there.pathname !== location.pathname) return;
  if (there.search !== location.search) history.pushState(null, "", there);
}, true);
