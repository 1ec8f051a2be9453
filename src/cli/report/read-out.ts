/** The only script of the report: values under the pointer, in all charts of a measure at once. */

/** Expects the readings per strategy in `#readings` and the labels per column in its `labels`. */
export const READ_OUT_SCRIPT = `
const { strategies, labels } = JSON.parse(document.getElementById('readings').textContent);
const nearest = (shares, share) =>
  shares.reduce((best, at, index) => (Math.abs(at - share) < Math.abs(shares[best] - share) ? index : best), 0);
for (const section of document.querySelectorAll('[data-measure]')) {
  const figures = [...section.querySelectorAll('figure')].map((figure) => ({
    readings: strategies[figure.dataset.strategy],
    columns: labels[section.dataset.measure],
    chart: figure.querySelector('svg'),
    cursor: figure.querySelector('.cursor'),
    text: figure.querySelector('.reading'),
    rest: figure.querySelector('.reading').textContent,
  }));
  const show = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = Number(event.currentTarget.dataset.left);
    const width = Number(event.currentTarget.dataset.right) - left;
    const across = ((event.clientX - box.left) / box.width) * event.currentTarget.viewBox.baseVal.width;
    const share = Math.min(1, Math.max(0, (across - left) / width));
    for (const { readings, columns, cursor, text } of figures) {
      if (readings.share.length === 0) continue;
      const at = nearest(readings.share, share);
      cursor.setAttribute('transform', 'translate(' + readings.share[at] * width + ')');
      cursor.classList.add('on');
      const values = columns.map(([column, label]) => label + ' ' + readings.values[column][at].toLocaleString('en-US'));
      text.textContent = 'At ' + readings.when[at] + ': ' + values.join(', ');
    }
  };
  const hide = () => {
    for (const { cursor, text, rest } of figures) {
      cursor.classList.remove('on');
      text.textContent = rest;
    }
  };
  for (const { chart } of figures) {
    chart.addEventListener('pointermove', show);
    chart.addEventListener('pointerdown', show);
    chart.addEventListener('pointerleave', hide);
  }
}
`;
