// Charts are drawn for this width; nothing else is kept.
document.cookie = `viewport=${window.innerWidth}; path=/; SameSite=Strict`;

// What draws the map, or charts, takes long to read: do it while the page waits for its first answer.
const { map, charts } = document.currentScript.dataset;
const early = location.pathname === "/map" ? map : charts;
if (early) addEventListener("load", () => requestIdleCallback(() => import(early), { timeout: 1500 }));
