// Lines over time, drawn by Chart.js: told apart by dashes and shapes before colours, and as a table for whoever wants figures.

import { html, nothing, svg } from '../vendor/lit/lit-html.js';
import { ref } from '../vendor/lit/directives/ref.js';
import { t } from '../texts.js';
import { table } from './table.js';

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const SHAPES = ['circle', 'triangle', 'rect', 'crossRot'];
/** More lines than that nobody tells apart. */
export const MOST_LINES = DASHES.length;
/** So many points of a line get a shape. */
const SHAPED_POINTS = 12;

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
const darkness = matchMedia('(prefers-color-scheme: dark)');

let ids = 0;
let library = null;

/** Chart.js, which comes with the first chart. */
function loadLibrary() {
  library = library || import('../vendor/chart/chart.umd.min.js').then(() => globalThis.Chart);
  return library;
}

/** A picture of the line in the legend: its dashes and its shape. */
function sample(at) {
  const shapes = [
    svg`<circle cx="16" cy="6" r="4" />`,
    svg`<path d="M16 1 L21 11 L11 11 Z" />`,
    svg`<rect x="12" y="2" width="8" height="8" />`,
    svg`<path d="M12 2 L20 10 M20 2 L12 10" />`,
  ];
  return html`<svg class="sample series-${at + 1}" width="32" height="12" viewBox="0 0 32 12" aria-hidden="true">
    <line x1="0" y1="6" x2="32" y2="6" stroke-dasharray=${DASHES[at].join(' ') || nothing} />${shapes[at]}</svg>`;
}

/** One chart of a page, which is to destroy() it when it is left. */
export class LineChart {
  constructor() {
    this.id = `chart-${++ids}`;
    this.chart = null;
    this.canvas = null;
    this.spec = null;
    this.held = (element) => {
      this.canvas = element || null;
      if (!element) {
        this.destroy();
      }
    };
    this.repaint = () => this.paint();
  }

  /**
   * The chart as a figure. title; summary: what it shows in one sentence; times: [{ short, long }]; lines: at most four
   * { name, values }, a value null where there is none; format(value) gives a figure's text.
   */
  view(spec) {
    this.spec = spec;
    // The canvas is there once this turn's drawing is done.
    queueMicrotask(() => this.paint());
    return html`<figure class="figure" aria-labelledby="${this.id}-title">
      <figcaption><h2 id="${this.id}-title">${spec.title}</h2>
        <ul class="legend">${spec.lines.map((line, at) => html`<li>${sample(at)} ${line.name}</li>`)}</ul></figcaption>
      <div class="chart"><canvas ${ref(this.held)} role="img" aria-label="${spec.title}. ${spec.summary}"></canvas></div>
      <details><summary>${t('shell.chart.table', { title: spec.title })}</summary>${this.figures()}</details>
    </figure>`;
  }

  figures() {
    const { title, times, lines, format } = this.spec;
    return table({
      caption: title,
      rows: times.map((time, at) => ({ id: at, time })),
      columns: [
        { label: t('shell.chart.time'), cell: (row) => row.time.long },
        ...lines.map((line) => ({
          label: line.name,
          kind: 'number',
          cell: (row) => (line.values[row.id] === null ? t('shell.chart.none') : format(line.values[row.id])),
        })),
      ],
    });
  }

  async paint() {
    const Chart = await loadLibrary();
    const { canvas, spec } = this;
    if (!canvas || !canvas.isConnected) {
      return;
    }
    const config = this.config(spec);
    if (this.chart && this.chart.canvas === canvas) {
      this.chart.data = config.data;
      this.chart.options = config.options;
      this.chart.update('none');
      return;
    }
    this.destroy();
    this.chart = new Chart(canvas, config);
    window.addEventListener('themechange', this.repaint);
    darkness.addEventListener('change', this.repaint);
    stillness.addEventListener('change', this.repaint);
  }

  destroy() {
    window.removeEventListener('themechange', this.repaint);
    darkness.removeEventListener('change', this.repaint);
    stillness.removeEventListener('change', this.repaint);
    if (this.chart) {
      this.chart.destroy();
      this.chart = null;
    }
  }

  config(spec) {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
    const every = Math.max(1, Math.round(spec.times.length / SHAPED_POINTS));
    const ground = colour('--pico-background-color');
    const text = colour('--pico-muted-color');
    const grid = colour('--grid');
    return {
      type: 'line',
      data: {
        labels: spec.times.map((time) => time.short),
        datasets: spec.lines.map((line, at) => ({
          label: line.name,
          data: line.values,
          borderColor: colour(`--series-${at + 1}`),
          backgroundColor: colour(`--series-${at + 1}`),
          borderWidth: 2,
          borderDash: DASHES[at],
          pointStyle: SHAPES[at],
          // Shifted from line to line, so that shapes of lines that lie upon each other are seen all the same; what no line
          // leads to has one, too.
          pointRadius: spec.times.map((_, point) => ((point + at) % every === 0 || isAlone(line.values, point) ? 4 : 0)),
          pointHoverRadius: 6,
          spanGaps: false,
        })),
      },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: stillness.matches ? false : { duration: 250 },
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: { grid: { display: false }, ticks: { color: text, font, maxRotation: 0, autoSkipPadding: 16 }, border: { color: grid } },
          y: {
            beginAtZero: true,
            grid: { color: grid },
            border: { display: false },
            ticks: { color: text, font, precision: 0, callback: (value) => spec.format(value), maxTicksLimit: 6 },
          },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            backgroundColor: text,
            titleColor: ground,
            bodyColor: ground,
            titleFont: { ...font, weight: '600' },
            bodyFont: font,
            usePointStyle: true,
            callbacks: {
              title: (items) => (items.length ? spec.times[items[0].dataIndex].long : ''),
              label: (item) => `${item.dataset.label}: ${spec.format(item.parsed.y)}`,
            },
          },
        },
      },
    };
  }
}

function isAlone(values, at) {
  return (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
}
