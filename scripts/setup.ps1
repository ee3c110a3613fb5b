# Windows: installs what the build needs, then builds. UNTRIED: written from the tools' documentation.
#
# Takes winget (Windows 10 and later) and Rust from https://rustup.rs. Run in PowerShell:
#
#     powershell -ExecutionPolicy Bypass -File scripts\setup.ps1
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")

function Test-Program($name) { $null -ne (Get-Command $name -ErrorAction SilentlyContinue) }

if (-not (Test-Program cargo)) {
    Write-Host "Rust is missing. Install it from https://rustup.rs and run this again."
    exit 1
}

# The C++ compiler: Visual Studio's build tools, which Rust's linker needs too.
$vswhere = "${env:ProgramFiles(x86)}\Microsoft Visual Studio\Installer\vswhere.exe"
$cpp = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
if (-not (Test-Path $vswhere) -or -not (& $vswhere -latest -products * -requires $cpp -property installationPath)) {
    winget install --exact --id Microsoft.VisualStudio.2022.BuildTools --override `
        "--quiet --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"
}
if (-not (Test-Program cmake)) {
    winget install --exact --id Kitware.CMake
    $env:PATH = "$env:ProgramFiles\CMake\bin;$env:PATH"
}
$llvm = "$env:ProgramFiles\LLVM\bin"
if (-not $env:LIBCLANG_PATH) {
    if (-not (Test-Path "$llvm\libclang.dll")) { winget install --exact --id LLVM.LLVM }
    $env:LIBCLANG_PATH = $llvm
}

Write-Host "Building. The solver HiGHS is compiled once, which takes 4 to 8 minutes on two cores; later builds reuse it."
cargo build --release --locked
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& target\release\bemanna.exe plan data\ostersund --out data\ostersund\plan
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Write-Host "The report, to open in a browser: $PWD\data\ostersund\plan\report.html"
