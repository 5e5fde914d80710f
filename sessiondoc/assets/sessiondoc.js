// Buttons: on every program that runs alone and every terminal one that copies, on a page with any of them a switch for long lines.
// Material puts data-clipboard-text into the clipboard.

function addButton(place, label, of, text) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "copy"
  button.textContent = label
  button.ariaLabel = of ? `${label}，${of}` : label
  button.dataset.clipboardText = text
  place.append(button)
}

// The file's bytes, or of a console's text the commands without their prompts.
function textOf(code) {
  if (!code.querySelector(".gp")) return code.textContent
  const commands = code.cloneNode(true)
  for (const other of commands.querySelectorAll(".gp, .go")) other.remove()
  return commands.textContent.trimEnd()
}

function addButtons() {
  document.querySelector(".md-dialog__inner")?.setAttribute("role", "status") // it says that something was copied
  for (const block of document.querySelectorAll(".md-typeset .highlight")) {
    if (block.querySelector(".copy") || block.closest(".lab-code")) continue // a cell of a laboratory needs the others
    const bar = block.querySelector(".filename")
    addButton(bar ?? block, "复制", bar?.firstChild.textContent, textOf(block.querySelector("code")))
  }
  for (const terminal of document.querySelectorAll(".terminal")) {
    if (terminal.querySelector(".copy")) continue
    const typed = [...terminal.querySelectorAll(".terminal__typed")]
    const other = typed.findIndex(one => !one.matches(".terminal__prompt + *")) // a key, or an answer to a program
    const commands = typed.slice(0, other < 0 ? typed.length : other).map(one => one.textContent)
    const label = commands.length > 1 ? `复制 ${commands.length} 条命令` : "复制命令"
    addButton(terminal.querySelector(".terminal__bar"), label, terminal.ariaLabel, commands.join("\n"))
  }
  const tooWide = ".md-typeset__scrollwrap:is(:has(td code), details *, figure *)" // some tables, on a phone
  for (const box of document.querySelectorAll(tooWide)) box.tabIndex = 0
}

// Long lines wrap, unless a reader of this site said otherwise.
const page = document.documentElement
page.dataset.lines = localStorage.getItem("lines") ?? "wrapped"

function addSwitch() {
  const first = document.querySelector("article > :has(.line)")
  if (!first || document.querySelector(".wrap")) return
  const button = document.createElement("button")
  button.type = "button"
  button.className = "wrap"
  button.role = "switch"
  button.textContent = "长行换行"
  const show = () => button.ariaChecked = page.dataset.lines === "wrapped"
  button.onclick = () => {
    localStorage.setItem("lines", page.dataset.lines = page.dataset.lines === "wrapped" ? "long" : "wrapped")
    show()
  }
  show()
  if (first.matches(".lab-method")) first.firstElementChild.after(button)
  else first.before(button)
}

// Without Material nothing would happen when a button is pressed. With navigation.instant it tells of each page.
window.document$?.subscribe(addButtons)
window.document$?.subscribe(addSwitch)
