; Installs City Diplomacy Explorer for one person, without administrator rights. /S installs without asking, /D=FOLDER (last)
; elsewhere. Codes: 0 done, 1 the person gave up, 2 it could not be done, 5 the program is running.
; Given by package.sh: VERSION, FOLDER with what to install, SIZE_KB of it, OUT.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include LogicLib.nsh

!define PRODUCT "City Diplomacy Explorer"
!define PROGRAM "city-diplomacy.exe"
!define COMMAND "city-diplomacy.com"
!define PROGID "CityDiplomacyExplorer.Database"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CityDiplomacyExplorer"
!define APPLICATION "Software\Classes\Applications\${PROGRAM}"
!define SHCNE_ASSOCCHANGED 0x08000000

Name "${PRODUCT}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
; Where an earlier version lies the new one goes.
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${PRODUCT} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1033 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=1033 "FileDescription" "${PRODUCT} Setup"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "City Diplomacy Explorer contributors. MIT licence."

!define MUI_ICON "assets/icons/city-diplomacy.ico"
!define MUI_UNICON "assets/icons/city-diplomacy.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first is taken where the system speaks neither.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"

LangString RUNNING ${LANG_ENGLISH} "${PRODUCT} is running. Close all its windows, then try again. Nothing has been changed."
LangString RUNNING ${LANG_KOREAN} "${PRODUCT}가 실행 중입니다. 창을 모두 닫은 다음 다시 시도하십시오. 아직 아무것도 바뀌지 않았습니다."
LangString TOO_OLD ${LANG_ENGLISH} "${PRODUCT} needs Windows 10 or 11 with 64 bits."
LangString TOO_OLD ${LANG_KOREAN} "${PRODUCT}는 64비트 Windows 10 또는 11이 필요합니다."
LangString DATABASE ${LANG_ENGLISH} "City database"
LangString DATABASE ${LANG_KOREAN} "도시외교 데이터베이스"
LangString SETTINGS ${LANG_ENGLISH} "Remove your settings and saved views, too? (No keeps them for a later version.)"
LangString SETTINGS ${LANG_KOREAN} "설정과 저장한 보기도 지울까요? ('아니요'를 누르면 다음 버전을 위해 남겨 둡니다.)"

; A program file that is running cannot be opened for writing: that is how one finds out, with no list of processes.
!macro REFUSE_WHILE_RUNNING
  ${Do}
    StrCpy $0 ""
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
      ClearErrors
      FileOpen $1 "$INSTDIR\${PROGRAM}" a
      ${If} ${Errors}
        StrCpy $0 "running"
      ${Else}
        FileClose $1
      ${EndIf}
    ${EndIf}
    ${If} $0 == ""
      ${Break}
    ${EndIf}
    SetErrorLevel 5
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY +2
    Abort "$(RUNNING)"
  ${Loop}
  SetErrorLevel 0
!macroend

; Only what the installer brought: a file that someone laid into the folder stays.
!macro REMOVE_FILES
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${COMMAND}"
  Delete "$INSTDIR\sample.db"
  Delete "$INSTDIR\README.txt"
  RMDir /r "$INSTDIR\guide"
  RMDir /r "$INSTDIR\licences"
!macroend

!macro TELL_THE_SHELL
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
!macroend

Function .onInit
  ReadRegDWORD $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentMajorVersionNumber"
  ; Earlier systems have no such value.
  ${If} $0 != ""
  ${AndIf} $0 < 10
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "Install"
  !insertmacro REFUSE_WHILE_RUNNING
  ; An earlier version in another folder goes first.
  ReadRegStr $2 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $2 != ""
  ${AndIf} $2 != $INSTDIR
  ${AndIf} ${FileExists} "$2\uninstall.exe"
    ExecWait '"$2\uninstall.exe" /S _?=$2' $3
    ${If} $3 != 0
      SetErrorLevel 5
      Abort "$(RUNNING)"
    ${EndIf}
    Delete "$2\uninstall.exe"
    RMDir "$2"
  ${EndIf}
  ; What the new version no longer has must not stay.
  !insertmacro REMOVE_FILES

  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${FOLDER}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\${PROGRAM}"

  ; Offered under "Open with"; whatever opens .db files by default keeps them.
  WriteRegStr HKCU "${APPLICATION}" "FriendlyAppName" "${PRODUCT}"
  WriteRegStr HKCU "${APPLICATION}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" ".db" ""
  WriteRegStr HKCU "Software\Classes\${PROGID}" "" "$(DATABASE)"
  WriteRegStr HKCU "Software\Classes\${PROGID}\DefaultIcon" "" '"$INSTDIR\${PROGRAM}",0'
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "Software\Classes\.db\OpenWithProgids" "${PROGID}" ""

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "City Diplomacy Explorer contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro TELL_THE_SHELL
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_RUNNING
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${APPLICATION}"
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  DeleteRegValue HKCU "Software\Classes\.db\OpenWithProgids" "${PROGID}"
  ; Others may be offered there, too.
  DeleteRegKey /ifempty HKCU "Software\Classes\.db\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.db"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${If} ${FileExists} "$APPDATA\city-diplomacy-explorer\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(SETTINGS)" /SD IDNO IDNO +2
    RMDir /r "$APPDATA\city-diplomacy-explorer"
  ${EndIf}
  !insertmacro TELL_THE_SHELL
SectionEnd
