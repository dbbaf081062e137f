// Lists visible texts with too little contrast: WCAG 2.2 wants 4.5 to 1, or 3 to 1 for large text.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => (c * top[3]) / 255 + under[i] * (1 - top[3] / 255));
  const behind = (el) => {
    const layers = [];
    for (let at = el; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = (rgb) => rgb.reduce((sum, c, i) => sum + linear(c / 255) * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (el, style) => {
    const under = behind(el);
    const [light, dark] = [luminance(over(parse(style.color), under)), luminance(under)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const isLarge = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || !el.checkVisibility({ visibilityProperty: true }) || el.closest(":disabled, script, noscript"))
      continue;
    const style = getComputedStyle(el);
    const found = ratio(el, style);
    if (found < (isLarge(style) ? 3 : 4.5)) faint.push(`${words.slice(0, 30)} (${el.className}): ${found.toFixed(2)}`);
  }
  return faint;
};
