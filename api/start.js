// The server draws the map for this width; nothing else is kept.
document.cookie = `viewport=${window.innerWidth}; path=/; SameSite=Strict`;

// The script that draws charts takes long to read: do it while the page waits for its first answer.
const { charts } = document.currentScript.dataset;
if (charts) addEventListener("load", () => requestIdleCallback(() => import(charts), { timeout: 1500 }));
