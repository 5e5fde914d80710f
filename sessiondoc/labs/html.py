"""An executed laboratory -> what stands under it: its failure, its downloads, its receipt. Pure."""

from pathlib import PurePosixPath

from ..showing.html import details, failure, source
from .execution import Executed


def lab_html(executed: Executed, downloads: str) -> str:
    """What stands under a laboratory: what failed, if anything did, its downloads, its receipt.

    `downloads` is the link to them without its suffix.
    """
    stem = PurePosixPath(executed.name).stem
    whole, notebook, text = (
        f'<a href="{downloads}.{kind}" download>{stem}.{kind}</a>' for kind in ("zip", "ipynb", "py")
    )
    wrong = failure("这个实验失败了", [str(executed.problem)]) if executed.problem else ""
    rows = {
        "解释器": f"{executed.python.implementation} {executed.python.version}",
        "系统": executed.python.platform,
        "机器": f"{executed.cores} 个 CPU",
        "时间": executed.started,
        "用时": f"{executed.seconds:.2f} 秒",
        "输入摘要": f"sha256:{executed.digest}",
        "来源": source(executed.cached),
    }
    receipt = details(f"真实运行 · {rows['解释器']} · {rows['机器']} · {rows['用时']}", rows)
    how = f"自己运行：下载 {whole}，里面有 {notebook}、内容相同的 {text}，和它们导入的模块。另外只需要 matplotlib。"
    return f'<div class="lab">{wrong}{receipt}<p>{how}</p></div>'
