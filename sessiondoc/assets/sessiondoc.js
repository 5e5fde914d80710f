// Copying. Material's buttons do it; here it is said what they copy, and terminals get one of their own.

// Material would leave out the last newline of a program, and take the prompts of commands along.
function textToCopy(code) {
  if (!code.querySelector(".gp")) return code.textContent
  const commands = code.cloneNode(true)
  for (const other of commands.querySelectorAll(".gp, .go")) other.remove()
  return commands.textContent.trimEnd()
}

// Before Material sees the click.
document.addEventListener("click", event => {
  const button = event.target.closest("[data-clipboard-target]")
  if (button) button.dataset.clipboardText = textToCopy(document.querySelector(button.dataset.clipboardTarget))
}, true)

function addButtons() {
  document.querySelector(".md-dialog__inner")?.setAttribute("role", "status") // it says that something was copied
  for (const bar of document.querySelectorAll("nav.md-code__nav")) bar.role = "none" // not one landmark per program
  for (const terminal of document.querySelectorAll(".terminal:not(:has(.terminal__copy))")) {
    const commands = [...terminal.querySelectorAll(".terminal__prompt + .terminal__typed")].map(one => one.textContent)
    const button = document.createElement("button")
    button.type = "button"
    button.className = "terminal__copy"
    button.textContent = commands.length > 1 ? `复制 ${commands.length} 条命令` : "复制命令"
    button.ariaLabel = `${button.textContent}，${terminal.ariaLabel}`
    button.dataset.clipboardText = commands.join("\n")
    terminal.querySelector(".terminal__bar").append(button)
  }
}

// Without Material nothing would happen when a button is pressed. With navigation.instant it tells of each page.
window.document$?.subscribe(addButtons)
