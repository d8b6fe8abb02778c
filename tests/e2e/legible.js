(finger) => {
  // Find what cannot be read in our cards, or hit with a finger: contrast by WCAG 2 AA, text that is
  // cut, targets of less than 44 px.
  const complaints = new Set();
  const above = (element) =>
    element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  const color = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/-?[\d.]+/g).map(Number);
    const scale = text.startsWith("color(srgb") ? 255 : 1;
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = ([r, g, b, a], ground) =>
    [r, g, b].map((value, i) => value * a + ground[i] * (1 - a));
  const grounds = new Map([[undefined, [255, 255, 255]]]);
  const ground = (element) => {
    const known = grounds.get(element);
    if (known) return known;
    const layer = color(getComputedStyle(element).backgroundColor);
    const found = layer[3] === 1 ? layer : over(layer, ground(above(element)));
    grounds.set(element, found);
    return found;
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (element, style) => {
    const behind = ground(element);
    const pair = [over(color(style.color), behind), behind].map(luminance);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const judge = (card, element) => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    if (!width || !height || element.closest(".hidden, .waiting")) return;
    for (let up = element; up; up = up.parentElement)
      if (getComputedStyle(up).clipPath !== "none") return; // only for screen readers
    const text = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent.trim())
      .join(" ");
    const name = `${card.localName} ${element.localName}.${element.className}`;
    const size = parseFloat(style.fontSize);
    const ratio = text.trim() ? contrast(element, style) : Infinity;
    if (ratio < (size < 24 ? 4.5 : 3))
      complaints.add(`${name}: contrast ${ratio.toFixed(2)} of "${text.trim()}"`);
    const cut =
      style.overflowX !== "visible" &&
      style.textOverflow !== "ellipsis" &&
      element.scrollWidth > element.clientWidth + 1;
    if (text.trim() && cut) complaints.add(`${name}: cut "${text.trim()}"`);
    if (
      finger &&
      element.matches("button, select, label") &&
      Math.round(Math.min(width, height)) < 44
    )
      complaints.add(`${name}: ${Math.round(width)} × ${Math.round(height)} px`);
  };
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const { shadowRoot } = element;
      if (!shadowRoot) continue;
      if (element.localName.startsWith("pronote-family-"))
        shadowRoot.querySelectorAll("*").forEach((each) => judge(element, each));
      else visit(shadowRoot);
    }
  };
  visit(document);
  return [...complaints];
}
