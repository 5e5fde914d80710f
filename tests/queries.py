"""What readers look up, and the pages that may come first.

Three tables: the names that the programs use and the headings of the pages,
both collected; the terms of the subject, written by hand.
"""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from conftest import PROGRAMS
from selectolax.lexbor import LexborHTMLParser, LexborNode

Queries = dict[str, set[str]]
"""A query -> the URLs, relative to the site, of the pages that may come first."""


def names(site: Path) -> Queries:
    """Every name of the standard library that a program uses -> the pages that show it, but for the errata."""
    used = {name for path in PROGRAMS for name in _used(ast.parse(path.read_text(encoding="utf-8")))}
    texts = {url: article.text().lower() for url, article in _articles(site) if not url.startswith(ERRATA)}
    words = {name: re.compile(rf"(?<![a-z0-9]){re.escape(name.lower())}(?![a-z0-9])") for name in used}
    return {
        name: {url for url, text in texts.items() if name.lower() in text and word.search(text)}
        for name, word in words.items()
    }


def headings(site: Path) -> Queries:
    """Every heading, as the reader sees it -> the pages that have it."""
    found = defaultdict(set)
    for url, article in _articles(site):
        for heading in article.css("h1, h2, h3, h4, h5, h6"):
            found[heading.text().strip()].add(url)
    return dict(found)


def _articles(site: Path) -> Iterator[tuple[str, LexborNode]]:
    for path in site.rglob("index.html"):
        document = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for other in document.css(".headerlink, .receipt"):
            other.decompose()
        folder = path.parent.relative_to(site).as_posix()
        yield "" if folder == "." else f"{folder}/", document.css_first("article")


def _used(tree: ast.Module) -> Iterator[str]:
    """Attributes, built-in and imported names, and keywords, but for those the program defines itself."""
    nodes = list(ast.walk(tree))
    modules = {alias.asname or alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    public = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    public |= set(dir(builtins))
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in modules:
                yield name
                yield f"{module}.{name}"
            case ast.Attribute(attr=name) | ast.Name(id=name) if name not in own:
                if isinstance(node, ast.Attribute) or name in public:
                    yield name
            case ast.Call(func=ast.Attribute() | ast.Name() as function, keywords=keywords):
                if not (isinstance(function, ast.Name) and function.id in own):
                    yield from (keyword.arg for keyword in keywords if keyword.arg)


UDP, TCP, QUEUE, POOL = "network/udp/", "network/tcp/", "ipc/queue/", "processes/pool/"
LOSS, PORTS = "network/udp_loss/", "network/ports/"
BOUNDS, EXIT = "ipc/queue_bounds/", "ipc/queue_exit/"
THREADS, LOCK, PROCESSES, HOME = "threads/start/", "threads/lock/", "processes/start/", ""
DEADLOCK, GIL, CLIENTS = "threads/deadlock/", "threads/gil/", "network/clients/"
ERRATA, READING = "errata/", "reading/"
FRAMING, CLOSE, TIMEOUTS = "network/framing/", "network/close/", "network/timeouts/"
WORKERS, UPDATES, MESSAGES = "labs/workers/", "labs/updates/", "labs/messages/"

TERMS: dict[str, str | set[str]] = {
    "入口保护": "processes/guard/",
    "后台发送线程": "ipc/queue_exit/",
    "序列化": {"ipc/queue_exit/", "processes/pool_errors/"},
    "AsyncResult": {POOL, "processes/pool_errors/", "processes/pool_queue/"},
    "竞态条件": LOCK,
    "as_completed": {"threads/pool/", "processes/executor/", "processes/pool_errors/", POOL},
    "chunksize": {POOL, "processes/pool_more/"},
    "PYTHONUNBUFFERED": THREADS,
    "停止线程": "threads/stop/",
    # network
    "网络编程": HOME,
    "套接字": {UDP, TCP, PORTS},
    "端口": PORTS,
    "地址": {UDP, PORTS, "network/addresses/"},
    "空地址": PORTS,
    "绑定": {UDP, PORTS},
    "绑定地址": {UDP, PORTS, TCP},
    "本机": {UDP, PORTS},
    "局域网": {UDP, PORTS},
    "接收方": {UDP, LOSS},
    "发送方": {"network/close/", "network/udp/", "network/udp_loss/"},
    "数据报": UDP,
    "没有回答": UDP,
    "缓冲区": LOSS,
    "截断": LOSS,
    "丢失": {LOSS, LOCK},
    "丢包": LOSS,
    "重发": {LOSS, "network/sending/"},
    "MTU": LOSS,
    "recvmsg": LOSS,
    "MSG_TRUNC": LOSS,
    "服务端": {"network/clients/", "network/tcp/", "network/timeouts/"},
    "客户端": {"network/clients/", "network/tcp/", "network/timeouts/"},
    "服务器": {TCP, f"{ERRATA}network/"},
    "连接": TCP,
    "监听": {TCP, PORTS, "network/errors/"},
    "一问一答": TCP,
    "字节流": {TCP, FRAMING},
    "粘包": FRAMING,
    "先发长度": FRAMING,
    "struct.pack": FRAMING,
    "消息的边界": FRAMING,
    "半行": FRAMING,
    "网络字节序": FRAMING,
    "大端": FRAMING,
    "recv_once": FRAMING,
    "sendall": {FRAMING, CLOSE, "network/sending/"},
    "半关闭": {CLOSE, TCP},
    "FIN": CLOSE,
    "RST": CLOSE,
    "BrokenPipeError": CLOSE,
    "Connection reset by peer": {CLOSE, "network/errors/"},
    "截止时间": TIMEOUTS,
    "坏客户端": {TIMEOUTS, "ipc/connection/"},
    "慢客户端": {TIMEOUTS, "network/chat/"},
    "cannot read from timed out object": TIMEOUTS,
    "三次握手": TCP,
    "监听套接字": {"network/clients/", "network/tcp/"},
    "对方关闭": CLOSE,
    "连接被拒绝": TCP,
    "沉默的客户端": CLIENTS,
    "多个客户端": CLIENTS,
    "socketserver": CLIENTS,
    "描述符": CLIENTS,
    "Too many open files": CLIENTS,
    "时限": TIMEOUTS,
    "重启": PORTS,
    "端口被占用": PORTS,
    "全连接队列": {"network/clients/", "network/ports/"},
    "backlog": {PORTS, TCP},
    "10048": {PORTS, "network/errors/"},
    "谁在监听": PORTS,
    "超时": {TIMEOUTS, "asyncio/timeouts/"},
    "阻塞": {UDP, TCP, "asyncio/blocking/"},
    "编码": {f"{ERRATA}network/", "processes/subprocess/"},
    "解码": "network/framing/",
    "汉字": {"network/framing/", "network/udp/"},
    # threads
    "线程": THREADS,
    "启动线程": THREADS,
    "线程的创建和执行": {ERRATA, f"{ERRATA}threads/"},
    "主线程": {"threads/stop/", "threads/start/"},
    "子线程": {THREADS, f"{ERRATA}threads/"},
    "守护线程": "threads/stop/",
    "继承": "threads/subclass/",
    "线程类": "threads/subclass/",
    "重写": "threads/subclass/",
    "活着的线程": THREADS,
    "传参数": THREADS,
    "元组": {THREADS, PROCESSES},
    "逗号": {THREADS, PROCESSES},
    "关键字参数": THREADS,
    "请线程停下": "threads/stop/",
    "线程池": "threads/pool/",
    "全局解释器锁": {PROCESSES, WORKERS, GIL},
    "唱歌": {THREADS, PROCESSES},
    "跳舞": {THREADS, PROCESSES},
    # locks
    "互斥锁": LOCK,
    "加锁": LOCK,
    "上锁": LOCK,
    "解锁": {LOCK, UPDATES},
    "同一把锁": LOCK,
    "竞态": LOCK,
    "共享变量": {LOCK, f"{ERRATA}threads/"},
    "更新是怎样丢的": LOCK,
    "死锁": DEADLOCK,
    "活锁": DEADLOCK,
    "livelock": DEADLOCK,
    "可重入锁": DEADLOCK,
    "RLock": DEADLOCK,
    "faulthandler": "threads/stuck/",
    "转账": DEADLOCK,
    "free-threaded": GIL,
    "PYTHON_GIL": {GIL, "parallel/free_threading/"},
    "并发": {GIL, HOME, "asyncio/gather/"},
    "并行": {"processes/start/", "threads/gil/"},
    "原子操作": "threads/atomic/",
    # processes
    "进程": PROCESSES,
    "启动进程": PROCESSES,
    "主进程": "processes/exit/",
    "子进程": {"processes/guard/", "processes/start/"},
    "守护进程": "processes/exit/",
    "全局变量": PROCESSES,
    "不共享": PROCESSES,
    "退出码": PROCESSES,
    "退出状态": {PROCESSES, "processes/subprocess/"},
    "启动方式": "processes/methods/",
    "信号": {"ipc/queue_bounds/", "processes/start/", "processes/exit/", "threads/stop/"},
    "副本": {PROCESSES, QUEUE, EXIT},
    # later pages
    "怎么选": "choose/",
    "共享内存": {"ipc/shared_memory/", "ipc/values/"},
    "Manager": {"ipc/manager/", "processes/pool_queue/"},
    "子解释器": "parallel/interpreters/",
    "自由线程": {"threads/gil/", "parallel/free_threading/"},
    "并行下载": "recipes/downloads/",
    "缓存": {"recipes/cache/"},
    "术语": "glossary/",
    "多进程日志": "ipc/logging/",
    "JoinableQueue": "ipc/queue_more/",
    "authkey": "ipc/connection/",
    # pools
    "进程池": POOL,
    "任务": POOL,
    "工人": {POOL, "processes/executor/"},
    "任务里的异常": "processes/pool_errors/",
    "进程池中的队列": {POOL, f"{ERRATA}processes/"},
    "代理": {"processes/pool_queue/", "ipc/manager/", "recipes/proxy/", "network/http/"},
    "子孙进程": {POOL, f"{ERRATA}processes/", "recipes/slow_calls/"},
    "栅栏": "threads/events/",
    "返回值": {POOL, PROCESSES, THREADS},
    # queues
    "队列": {QUEUE, BOUNDS, EXIT},
    "通讯队列": {QUEUE, f"{ERRATA}ipc/"},
    "进程间通信": {QUEUE, HOME, f"{ERRATA}ipc/"},
    "进程间的通信": {QUEUE, HOME, f"{ERRATA}ipc/"},
    "哨兵": {QUEUE, BOUNDS},
    "生产者": QUEUE,
    "消费者": QUEUE,
    "生产者消费者": QUEUE,
    "先放先取": QUEUE,
    "cancel_join_thread": EXIT,
    "SimpleQueue": {EXIT, "ipc/queue_more/"},
    "queue.Full": BOUNDS,
    "限时": {BOUNDS, "threads/pool/"},
    "管道": {"processes/subprocess/", "processes/exit/", QUEUE, EXIT, "ipc/pipe/"},
    "下载": {QUEUE, "asyncio/gather/", "recipes/downloads/"},
    # what else a page tells of
    "打电话": TCP,
    "挂断": TCP,
    "路由器": LOSS,
    "迟到的数据": PORTS,
    "客户端断开": {CLIENTS, TIMEOUTS, CLOSE},
    "关闭连接": {"network/ports/", "network/close/", "network/tcp/"},
    "TIME_WAIT": {PORTS, "network/seeing/"},
    "Errno 98": PORTS,
    "asyncio": "asyncio/start/",
    "0.0.0.0": {PORTS, "network/addresses/"},
    "127.0.0.2": PORTS,
    "65507": LOSS,
    "嗓子": {THREADS, PROCESSES},
    "麦克风": {"processes/exit/", "threads/stop/"},
    "磁盘": {"recipes/dict_server/", "asyncio/start/", GIL, WORKERS},
    "主线程异常": {"threads/stop/", "threads/errors/"},
    "echo $?": "threads/stop/",
    "切换线程": {GIL, UPDATES},
    "KeyError": LOCK,
    "with mutex": LOCK,
    "浮点数": {"errata/processes/", "threads/start/", "errata/threads/"},
    "重新导入": "processes/guard/",
    "lambda": "processes/guard/",
    "fork": "processes/methods/",
    "spawn": {"processes/guard/", "processes/methods/"},
    "forkserver": "processes/methods/",
    "DeprecationWarning": "processes/methods/",
    "SIGTERM": "processes/signals/",
    "除以零": {"processes/pool_errors/", "parallel/interpreters/"},
    "取结果": {"threads/result/", "processes/pool_more/"},
    "RemoteTraceback": "processes/pool_errors/",
    "Future": {"processes/pool_errors/", "threads/result/"},
    "feeder": "ipc/queue_exit/",
    "pickle": {"ipc/queue_exit/", "network/messages/"},
    "qsize": "ipc/queue_bounds/",
    "队列满": "ipc/queue_bounds/",
    "队列空": "ipc/queue_bounds/",
    # the site itself
    "勘误": ERRATA,
    "笔记勘误": ERRATA,
    "自己运行": READING,
    "怎样读一次运行": READING,
    # parts of longer words
    "锁": {LOCK, DEADLOCK},
    "互斥": LOCK,
    "池": {"processes/pool_more/", "processes/pool_end/", "processes/pool/"},
    "套接": {UDP, TCP, PORTS},
    "守护": {"processes/exit/", "threads/stop/"},
    "字节": {TCP, UDP, LOSS, FRAMING},
    "流": FRAMING,
    "报": UDP,
    "端": {"network/clients/", "network/tcp/", "network/timeouts/"},
    "哨": {QUEUE, BOUNDS},
    "生产": QUEUE,
    "消费": QUEUE,
    "队": {"ipc/queue_exit/", "ipc/queue/"},
    "退出": {"processes/subprocess/", "processes/signals/", EXIT, "processes/exit/"},
    "保护": "processes/guard/",
    "变量": {PROCESSES, LOCK},
    "解释器": {PROCESSES, WORKERS, GIL, "parallel/interpreters/"},
    # parts of names, and how people type them
    "reuseaddr": {PORTS, TCP},
    "REUSE": {PORTS, TCP},
    "so_reuse": {PORTS, TCP},
    "recv": {TCP, UDP, LOSS, FRAMING},
    "async": "asyncio/start/",
    "apply": {"processes/pool_end/", "processes/pool/"},
    "nowait": {BOUNDS, EXIT},
    "socket.recv": TCP,
    "Queue.get": QUEUE,
    "queue.Empty": "ipc/queue_bounds/",
    "Pool(3)": POOL,
    "args=(g_num,)": {THREADS, PROCESSES},
    "threading lock": {LOCK, DEADLOCK},
    "daemon=True": {QUEUE, MESSAGES, PROCESSES, THREADS, "threads/stop/"},
    "__main__": {"processes/guard/", THREADS},
    "ConnectionRefused": TCP,
    "BrokenProcess": POOL,
    "Address already in use": PORTS,
    "GIL": GIL,
    "UDP": UDP,
    "TCP": TCP,
    "udp": UDP,
    "tcp": TCP,
    # several words
    "tcp 服务端": TCP,
    "udp 端口": {UDP, PORTS},
    "线程 异常": "threads/errors/",
    "进程池 异常": {POOL, "processes/pool_errors/"},
    "队列 join": {"ipc/queue_exit/", "threads/queue/"},
    "线程异常": "threads/errors/",
    "锁 异常": LOCK,
    "getaddrinfo": "network/addresses/",
    "gaierror": "network/addresses/",
    "happy eyeballs": "network/addresses/",
    "双栈": "network/addresses/",
    "Network is unreachable": "network/errors/",
    "No route to host": "network/errors/",
    "Connection timed out": "network/errors/",
    "网络错误": "network/errors/",
    "非阻塞": "network/selectors/",
    "BlockingIOError": "network/selectors/",
    "DefaultSelector": "network/selectors/",
    "epoll": "network/selectors/",
    "connect_ex EINPROGRESS": "network/selectors/",
    "聊天服务端": "network/chat/",
    "广播给所有客户端": "network/chat/",
    "get_write_buffer_size": "network/chat/",
    # network/messages.md
    "发字典": "network/messages/",
    "TCP 发送字典": "network/messages/",
    "用 socket 传 JSON": "network/messages/",
    "JSON Lines": "network/messages/",
    "一行一个 JSON": "network/messages/",
    "消息协议": "network/messages/",
    "应用层协议": "network/messages/",
    "struct 打包长度": "network/messages/",
    "pickle 不安全": "network/messages/",
    "pickle 反序列化执行代码": "network/messages/",
    # network/sending.md
    "sendall 返回了对方没收到": "network/sending/",
    "sendall 保证什么": "network/sending/",
    "两边都在发 死锁": "network/sending/",
    "发送缓冲区": "network/sending/",
    "SO_SNDBUF": "network/sending/",
    "边发边收": "network/sending/",
    "消息确认 ack": "network/sending/",
    "全双工": "network/sending/",
    "幂等": {"network/sending/", "network/udp_more/"},
    # network/gone.md
    "心跳": "network/gone/",
    "heartbeat": "network/gone/",
    "keepalive": "network/gone/",
    "SO_KEEPALIVE": "network/gone/",
    "TCP_KEEPIDLE": "network/gone/",
    "TCP_USER_TIMEOUT": "network/gone/",
    "拔网线": "network/gone/",
    "对方断电": "network/gone/",
    "半开连接": "network/gone/",
    "断线重连": "network/gone/",
    "死连接": "network/gone/",
    "Unix 套接字": "network/unix/",
    "UDP 进阶": "network/udp_more/",
    "广播": "network/multicast/",
    "http.server": "network/http/",
    "环境变量": {"network/http/", "glossary/", "trouble/run/"},
    "POST": "network/http/",
    "urllib 超时": {"network/http/", "recipes/downloads/"},
    "IncompleteRead": {"network/http/", "recipes/downloads/"},
    "Content-Length": "network/http/",
    "自签名证书": "network/tls/",
    "certificate verify failed": "network/tls/",
    "抓包": "network/seeing/",
    "CLOSE_WAIT": "network/seeing/",
    "常驻内存": "labs/clients/",
}
