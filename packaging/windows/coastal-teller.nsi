; The installer for Windows. On Windows, after pyinstaller build_installer.spec:
;   makensis /DVERSION=0.1 /DSOURCE=..\..\dist\coastal-teller /DOUT=..\..\dist\coastal-teller-0.1-setup.exe packaging\windows\coastal-teller.nsi
; Silent: coastal-teller-0.1-setup.exe /S [/SERVER=https://bank.example] [/CA=C:\bank\root.pem] [/D=C:\Coastal Teller]
; Ends with 0, with 2 where the app is running (nothing is changed then). docs/install.md says more.

!ifndef VERSION | SOURCE | OUT
  !error "VERSION, SOURCE and OUT are needed"
!endif

Unicode true
ManifestDPIAware true
RequestExecutionLevel admin
SetCompressor /SOLID lzma
Name "Coastal Teller"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Coastal Teller"
InstallDirRegKey HKLM "Software\Coastal Teller" "Folder"
BrandingText "Coastal Teller ${VERSION}"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Coastal Teller"
!define PROGRAM "coastal-teller.exe"
!define IN_USE 2

!define MUI_ICON "..\icons\coastal-teller.ico"
!define MUI_UNICON "..\icons\coastal-teller.ico"
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"

VIProductVersion "${VERSION}.0.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "Coastal Teller"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "Coastal Teller installer"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "Apache-2.0"

LangString RUNNING ${LANG_ENGLISH} "Coastal Teller is running. Close it and start again."
LangString RUNNING ${LANG_FRENCH} "Coastal Teller est ouvert. Fermez-le et recommencez."

; A program that runs cannot be opened for writing: what stands in the folder is then left as it is.
!macro RefuseWhileRunning
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
      SetErrorLevel ${IN_USE}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; TOML's literal strings take a path of Windows as it is.
!macro Setting KEY VALUE
  ${If} "${VALUE}" != ""
    FileWrite $1 "${KEY} = '${VALUE}'$\r$\n"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    SetErrorLevel 1
    Quit
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section "Coastal Teller"
  !insertmacro RefuseWhileRunning
  ; Files of an older version that this one no longer has would be found by it.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"

  ; Settings for everybody on this machine: written once, an upgrade leaves them alone.
  ${GetParameters} $0
  ${GetOptions} $0 "/SERVER=" $2
  ${GetOptions} $0 "/CA=" $3
  CreateDirectory "$APPDATA\Coastal Teller"
  ${IfNot} ${FileExists} "$APPDATA\Coastal Teller\teller.toml"
    FileOpen $1 "$APPDATA\Coastal Teller\teller.toml" w
    !insertmacro Setting "server_url" "$2"
    !insertmacro Setting "ca_file" "$3"
    FileClose $1
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\Coastal Teller.lnk" "$INSTDIR\${PROGRAM}" '--config "$APPDATA\Coastal Teller\teller.toml"'
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "Software\Coastal Teller" "Folder" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Coastal Teller"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

; Profiles (outbox, replica, papers) and the machine's settings stay: postings that were not sent yet are in there.
Section "Uninstall"
  !insertmacro RefuseWhileRunning
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Coastal Teller.lnk"
  DeleteRegKey HKLM "Software\Coastal Teller"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
