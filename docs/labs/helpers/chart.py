"""画图：嵌在网页里的 SVG，加上同一组数字的表格。"""

import html
import io
import re
import statistics
import unicodedata
import warnings
import xml.etree.ElementTree as ET
import zlib

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

INK = "#010203"  # 文字和坐标轴的颜色；写成 SVG 时换成网页的文字颜色
# 白底和黑底上都看得清；不看颜色，也分得出形状和线型。
STYLES = (
    {"color": "#2e86de", "marker": "o", "linestyle": "-"},
    {"color": "#d9660a", "marker": "s", "linestyle": "--"},
    {"color": "#1f9d55", "marker": "^", "linestyle": "-."},
    {"color": "#b05fd0", "marker": "D", "linestyle": ":"},
    {"color": "#e0457b", "marker": "v", "linestyle": (0, (5, 1, 1, 1, 1, 1))},
)
PLAIN = {"color": INK, "linestyle": ":", "linewidth": 1}  # 用来对照的线
_INKS = ("text.color", "axes.edgecolor", "axes.labelcolor", "axes.titlecolor", "xtick.color", "ytick.color")
matplotlib.rcParams.update(dict.fromkeys(_INKS, INK))
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "labs", "font.size": 10.5})
matplotlib.rcParams.update({"axes.titlesize": 10.5, "axes.titlelocation": "left", "axes.titlepad": 8})
matplotlib.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "axes.grid": True})
matplotlib.rcParams.update({"grid.color": INK, "grid.alpha": 0.15, "legend.frameon": False, "lines.markersize": 5})


def panels(count=1, height=2.6):
    """一张图，里面 count 个坐标系从上往下排，各高 height 英寸。返回（图，坐标系的列表）。"""
    figure = Figure(figsize=(5, count * height), layout="constrained")
    figure.get_layout_engine().set(hspace=0.12)  # 上下两个坐标系隔开一些
    return figure, list(figure.subplots(count, squeeze=False)[:, 0])


def ticks(axis, values, texts):
    """坐标轴 axis 上只标 values 这几处，各写上 texts 里的文字。"""
    axis.set_ticks(values, labels=texts)
    axis.set_minor_locator(NullLocator())


def whiskers(axes, places, series, scale, **style):
    """画一条线：每一处一个点，是 series 里最小的数字，再画一竖，到最大的为止。都乘以 scale。"""
    lows, highs = ([scale * pick(numbers) for numbers in series] for pick in (min, max))
    axes.vlines(places, lows, highs, color=style["color"], linewidth=1, alpha=0.6)
    axes.plot(places, lows, **style)


def spread(numbers, form):
    """表格的一格：最小的数字，下面小字是中位数和最大的，各用 form 写成文字；都一样，就只写一次。"""
    least, middle, most = map(form, (min(numbers), statistics.median(numbers), max(numbers)))
    return least, "" if least == most else f"{middle}–{most}"


SPREAD = "每格：最快的一遍；小字是中位数–最慢的一遍。"  # 这种表格的说明


def legend(figure, axes, columns=3):
    """在图的最上面写明坐标系 axes 里各条线是什么，一行 columns 个。"""
    lines, texts = axes.get_legend_handles_labels()
    # matplotlib 的字体里没有汉字，量出来偏窄；多留几个空，显示时再去掉。
    texts = [text + "\u2003" * round(0.4 * (_width(text) - len(text))) for text in texts]
    figure.legend(lines, texts, loc="outside upper left", ncols=columns, columnspacing=1.2)


def _width(text):
    """文字占几格，汉字占两格。"""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _svg(figure, title):
    """画好的图 figure 写成一段能放进网页的 SVG；title 说出图上是什么。"""
    file = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(file, format="svg", transparent=True)
    old = ET.fromstring(file.getvalue())
    used = {value[1:] for each in old.iter() for name, value in each.items() if name.endswith("href")}
    prefix = f"c{zlib.crc32(title.encode()) % 4096:x}"  # 一页上有几张图，id 也不会重复
    names = {name: f"{prefix}-{number}" for number, name in enumerate(sorted(used))}
    new = ET.Element("svg", {"viewBox": old.get("viewBox"), "role": "img", "stroke-linejoin": "round"})
    new.set("style", "width: 100%; max-width: 36em")
    ET.SubElement(new, "title").text = title
    new.extend(part for child in old for part in _clean(child, names))
    # xlink:href，不写 href：Material 换页时会改写每个 href，而 SVG 的不许改。
    return ET.tostring(new, encoding="unicode").replace(" />", "/>").replace(' href="#', ' xlink:href="#')


def _clean(old, names):
    """matplotlib 写的元素 old 换成零个或几个简短的元素；names 是各个 id 的新名字。"""
    tag = old.tag.rpartition("}")[2]
    if tag in ("metadata", "style", "clipPath"):
        return []
    new = ET.Element(tag, _attributes(old, names))
    new.text = old.text.rstrip("\u2003") if tag == "text" else None
    new.extend(part for child in old for part in _clean(child, names))
    if tag == "g" and len(new) and all(part.tag == "use" for part in new):
        # 同一条线上的记号，样式写在外面一层，只写一次。
        new.attrib |= {name: new[0].get(name) for name in new[0].attrib if name not in ("href", "x", "y")}
        for part in new:
            part.attrib = {name: part.get(name) for name in ("href", "x", "y")}
    unseen = new.get("fill") == "none" and "stroke" not in new.attrib
    if unseen or (tag in ("g", "defs") and not len(new)):
        return []
    return list(new) if tag == "g" and not new.attrib else [new]


def _attributes(old, names):
    """元素 old 的属性：样式也写成属性，字体留给网页，数字只留一位小数。"""
    found = dict(part.split(": ", 1) for part in old.get("style", "").split("; ") if part)
    found |= {name.rpartition("}")[2]: value for name, value in old.items()}
    if found.get("id") in names:
        found["id"] = names[found["id"]]
    else:
        found.pop("id", None)
    if "href" in found:
        found["href"] = "#" + names[found["href"][1:]]
    if found.get("transform", "").startswith("rotate(-0 "):
        del found["transform"]
    if found.get("stroke") == "none":
        del found["stroke"]
    for name in ("style", "clip-path", "font-family"):
        found.pop(name, None)
    for name in found.keys() - {"id", "href"}:
        found[name] = re.sub(r"-?\d+\.\d+", lambda number: f"{round(float(number[0]), 1):g}", found[name])
        found[name] = " ".join(found[name].replace(INK, "currentColor").split())
    return found


class Chart:
    """画好的图和它的数字。

    figure 是 matplotlib 的 Figure，title 是图的标题，columns 是表头，rows 是表格的各行；
    每行的第一格说明这一行是什么，表格里都是写好的文字，或者 spread 给出的两份。
    note 是表格下面的说明。
    """

    def __init__(self, figure, title, columns, rows, note=""):
        self.svg, self.title, self.columns, self.note = _svg(figure, title), title, columns, note
        self.rows = [[(cell, "") if isinstance(cell, str) else cell for cell in row] for row in rows]

    def __str__(self):
        rows = [[f"{cell} ({small})" if small else cell for cell, small in row] for row in self.rows]
        lines = [self.columns, *rows]
        widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
        texts = [
            "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([f"【{self.title}】图在 Jupyter 里看，数字是：", *texts, *filter(None, [self.note])])

    def _repr_html_(self):
        title = html.escape(self.title)
        head = "".join(f'<th scope="col">{html.escape(cell).replace(".", ".<wbr>")}</th>' for cell in self.columns)
        body = ""
        for (first, _), *rest in self.rows:
            cells = "".join(f"<td>{_cell(cell, small)}</td>" for cell, small in rest)
            body += f'<tr><th scope="row">{html.escape(first)}</th>{cells}</tr>'
        table = f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return f'<figure class="chart"><figcaption>{title}</figcaption>{self.svg}{table}{note}</figure>'


def _cell(text, small):
    """表格一格的 HTML，small 在下面，用小字。"""
    return html.escape(text) + (f"<br><small>{html.escape(small)}</small>" if small else "")
