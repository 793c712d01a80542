@echo off
rem 在 Windows 上启动平台：双击本文件。第一次会安装所需的软件；有 wheels 文件夹时不上网。
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
if exist ".venv\web" goto serve

set PY=
for %%V in (3.13 3.12 3.11) do if not defined PY py -%%V -c "" >nul 2>&1 && set "PY=py -%%V"
if not defined PY python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "PY=python"
if not defined PY (
  echo 没有找到 Python 3.11 或更新的版本。请先安装 Python，安装时勾选“Add Python to PATH”，再双击本文件。
  pause
  exit /b 1
)
echo 第一次启动，正在安装，请稍候……
%PY% -m venv .venv || goto failed
set FROM=
if exist wheels set "FROM=--no-index --find-links wheels"
.venv\Scripts\python -m pip install --quiet --no-compile %FROM% --require-hashes -r requirements\web.txt || goto failed
type nul > ".venv\web"

:serve
set DEMO=
if exist "var\gongkai.sqlite3" goto open
choice /c 12 /n /m "按 1 打开演示县，先试一试；按 2 建立自己单位的平台："
if errorlevel 2 goto own
set DEMO=--demo
goto open

:own
.venv\Scripts\python manage.py migrate -v0 || goto failed
echo 请设定平台管理员的用户名和口令（输入口令时屏幕上不显示）：
.venv\Scripts\python manage.py createsuperuser || goto failed

:open
.venv\Scripts\python manage.py serve --open --fetch-reader %DEMO% %*
if errorlevel 1 goto failed
exit /b 0

:failed
echo.
echo 没有启动成功，请把上面的文字抄给技术人员。
pause
exit /b 1
