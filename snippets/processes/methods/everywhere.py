"""子进程要的东西都用 args 送过去：哪种启动方式都一样。

运行：python everywhere.py（Windows 上没有 fork 和 forkserver）
"""

import multiprocessing


def sing(method, settings):
    print(f"sing（{method}）：唱 {settings['song']}")


def main():
    settings = {"song": "茉莉花"}
    settings["song"] = "送别"  # 启动以前改的，也送得到
    for method in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(method)
        p = context.Process(target=sing, args=(method, settings))
        p.start()
        p.join()


if __name__ == "__main__":
    main()
