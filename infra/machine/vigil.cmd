@echo off
rem Runs Vigil from where it was unpacked: with the Node beside it, else with that of this machine.
setlocal
set "node=%~dp0node\node.exe"
if not exist "%node%" set "node=node.exe"
"%node%" "%~dp0app\dist\main.js" %*
exit /b %ERRORLEVEL%
