"""子进程要用的函数，写在文件里。"""


def sing():
    print("song：唱一句")
