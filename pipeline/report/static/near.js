// Work that waits until somebody scrolls near its section, or prints: most of the overview lies below the first screen.
"use strict";
window.near = (() => {
  const waiting = new Map();
  function work(section) {
    const ready = waiting.get(section);
    if (!ready) return;
    watch.unobserve(section);
    waiting.delete(section);
    ready();
  }
  const watch = new IntersectionObserver((entries) => { for (const entry of entries) if (entry.isIntersecting) work(entry.target); }, { rootMargin: "400px" });
  window.addEventListener("beforeprint", () => { for (const section of [...waiting.keys()]) work(section); });
  // What is asked for later takes the place of what still waits.
  return (section, ready) => {
    waiting.set(section, ready);
    watch.unobserve(section);
    watch.observe(section);
  };
})();
