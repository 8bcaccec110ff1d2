// Makes a chart of each table of figures; the table stays, folded away below it. Nothing is drawn that the table does not say.
const shapes = ["circle", "rect", "triangle", "rectRot", "crossRot", "star"];
const charts = [];

const number = text => (text ? Number(text) : null);
const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const write = (value, isShare) => (isShare ? `${(100 * value).toLocaleString("en", { maximumFractionDigits: 1 })} %` : value >= 10000 ? `${(value / 1000).toFixed(1)} s` : `${value.toLocaleString("en", { maximumFractionDigits: 1 })} ms`);
const shorten = text => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

// Chart.js has no error bars. An interval without an end on one side has no cap there.
const intervals = {
  id: "intervals",
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    const isFlat = chart.options.indexAxis === "y";
    const scale = chart.scales[isFlat ? "x" : "y"];
    chart.data.datasets.forEach((dataset, index) => {
      if (!dataset.intervals || !chart.isDatasetVisible(index)) return;
      ctx.save();
      ctx.beginPath();
      // The caps at the ends of the axis stay whole.
      ctx.rect(chartArea.left, chartArea.top - 1, chartArea.width + 1, chartArea.height + 2);
      ctx.clip();
      ctx.strokeStyle = dataset.intervalColor ?? dataset.borderColor;
      ctx.lineWidth = 1.5;
      chart.getDatasetMeta(index).data.forEach((mark, at) => {
        const interval = dataset.intervals[at];
        if (!interval) return;
        const [low, high] = interval.map(value => (value === null ? null : scale.getPixelForValue(value)));
        const here = scale.getPixelForValue(dataset.data[at]);
        const [from, to] = [low ?? here, high ?? here];
        const across = isFlat ? mark.y : mark.x;
        const line = (a, b, c, d) => {
          ctx.moveTo(...(isFlat ? [b, a] : [a, b]));
          ctx.lineTo(...(isFlat ? [d, c] : [c, d]));
        };
        ctx.beginPath();
        line(across, from, across, to);
        if (low !== null) line(across - 4, from, across + 4, from);
        if (high !== null) line(across - 4, to, across + 4, to);
        ctx.stroke();
      });
      ctx.restore();
    });
  },
};

const rowsOf = figure => [...figure.querySelectorAll("tbody tr")].map(({ dataset }) => ({
  x: dataset.x, series: dataset.series ?? "", value: number(dataset.value), low: number(dataset.low), high: number(dataset.high),
}));

function valueAxis(isShare, rows) {
  // From 0 on, so that lengths compare, up to what the intervals reach.
  const top = Math.max(...rows.map(row => row.high ?? row.value ?? 0));
  return { beginAtZero: true, suggestedMax: top, max: isShare && top > 0.5 ? 1 : undefined, ticks: { maxTicksLimit: 6, callback: value => write(value, isShare) } };
}

function options(isShare, extra) {
  const [text, line] = [colour("muted"), colour("border")];
  const dress = scale => ({ ...scale, grid: { color: line }, border: { color: line }, ticks: { color: text, ...scale.ticks }, title: { ...scale.title, color: text } });
  return {
    animation: false, maintainAspectRatio: false, locale: "en", ...extra,
    scales: Object.fromEntries(Object.entries(extra.scales).map(([name, scale]) => [name, dress(scale)])),
    plugins: { ...extra.plugins, legend: { position: "bottom", labels: { color: colour("text"), usePointStyle: true, boxHeight: 7 }, ...extra.plugins?.legend } },
  };
}

const label = isShare => item => {
  const name = item.dataset.label ? `${item.dataset.label}: ` : "";
  const [low, high] = item.dataset.intervals?.[item.dataIndex] ?? [null, null];
  const range = low === null && high === null ? "" : ` (${low === null ? "" : write(low, isShare)} – ${high === null ? "" : write(high, isShare)})`;
  return `${name}${write(item.dataset.data[item.dataIndex], isShare)}${range}`;
};

const makers = {
  line(rows, places, isShare) {
    const series = [...new Set(rows.map(row => row.series))];
    const datasets = series.map((name, index) => {
      const at = new Map(rows.filter(row => row.series === name).map(row => [row.x, row]));
      const own = places.map(place => at.get(place));
      const shade = colour(`series-${(index % shapes.length) + 1}`);
      return {
        label: name, data: own.map(row => row?.value ?? null), intervals: own.map(row => (row && row.value !== null ? [row.low, row.high] : null)),
        borderColor: shade, backgroundColor: shade, pointStyle: shapes[index % shapes.length], pointRadius: 4, borderWidth: 2, spanGaps: true, clip: false,
      };
    });
    return {
      type: "line", data: { labels: places, datasets }, plugins: [intervals],
      options: options(isShare, {
        interaction: { mode: "index", intersect: false },
        scales: { x: { offset: true, ticks: { maxRotation: 0, autoSkipPadding: 12 } }, y: valueAxis(isShare, rows) },
        plugins: { legend: { display: series.length > 1 }, tooltip: { callbacks: { label: label(isShare) } } },
      }),
    };
  },

  bars(rows, places, isShare) {
    const shown = rows.slice(0, 12);
    return {
      type: "bar",
      data: {
        labels: shown.map(row => row.x),
        datasets: [{
          label: "", data: shown.map(row => row.value), intervals: shown.map(row => (row.value === null ? null : [row.low, row.high])),
          backgroundColor: colour("series-1"), borderColor: colour("series-1"), intervalColor: colour("text"), maxBarThickness: 22,
        }],
      },
      plugins: [intervals],
      options: options(isShare, {
        indexAxis: "y",
        scales: { x: valueAxis(isShare, rows), y: { ticks: { autoSkip: false, callback(value) { return shorten(this.getLabelForValue(value)); } } } },
        plugins: { legend: { display: false }, tooltip: { callbacks: { label: label(isShare) } } },
      }),
      height: `${3.5 + 2 * shown.length}rem`,
    };
  },

  roc(rows, places, isShare, figure) {
    const points = rows.map(row => ({ x: Number(row.x), y: row.value, score: row.series }));
    const suggested = points.filter(point => figure.dataset.suggested && point.score === figure.dataset.suggested);
    const share = name => ({ type: "linear", min: 0, max: 1, title: { display: true, text: name }, ticks: { callback: value => write(value, true) } });
    const [shade, chance] = [colour("series-1"), colour("muted")];
    const datasets = [
      { label: "Thresholds", data: points, clip: false, borderColor: shade, backgroundColor: shade, pointRadius: points.length > 40 ? 0 : 3, borderWidth: 2, showLine: true },
      { label: "Chance", data: [{ x: 0, y: 0 }, { x: 1, y: 1 }], borderColor: chance, backgroundColor: chance, borderDash: [5, 5], borderWidth: 1, pointRadius: 0, showLine: true },
    ];
    if (suggested.length > 0) datasets.unshift({ label: "Suggested", data: suggested, clip: false, borderColor: colour("series-2"), backgroundColor: colour("series-2"), pointStyle: "rectRot", pointRadius: 8 });
    return {
      type: "scatter", data: { datasets },
      options: options(true, {
        scales: { x: share("Others that stay"), y: share("Supported that stay") },
        plugins: { tooltip: { filter: item => item.raw.score !== undefined, callbacks: { label: ({ raw }) => `From ${raw.score ? Number(raw.score).toFixed(2) : "none"}: ${write(raw.y, true)} of supported, ${write(raw.x, true)} of others` } } },
      }),
    };
  },
};

function draw() {
  charts.splice(0).forEach(chart => chart.destroy());
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const rows = rowsOf(figure);
    if (!rows.some(row => row.value !== null)) continue;
    const { height, ...config } = makers[figure.dataset.chart](rows, JSON.parse(figure.dataset.places ?? "[]"), figure.dataset.share === "true", figure);
    let canvas = figure.querySelector("canvas");
    if (!canvas) {
      const frame = document.createElement("div");
      frame.className = "canvas";
      canvas = document.createElement("canvas");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `Chart: ${figure.querySelector("figcaption").textContent}. Its numbers are in the table below it.`);
      frame.append(canvas);
      figure.querySelector("details").before(frame);
      figure.querySelector("details").open = false;
      if (height) frame.style.height = height;
    }
    charts.push(new window.Chart(canvas, config));
  }
}

if (window.Chart) {
  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
